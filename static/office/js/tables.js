/* On a narrow window a table that would have to be pushed sideways becomes a list: each row a block, each cell
   with the name of its column before it. Without this script the table stays in its frame that can be pushed. */
(function () {
  "use strict";
  var narrow = window.matchMedia("(max-width: 40rem)");
  var roles = { THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  function name(table) {
    var heads = Array.from(table.tHead.rows[0].cells).map(function (cell) {
      return cell.firstElementChild && cell.firstElementChild.className === "visually-hidden" ? "" : cell.textContent.trim();
    });
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody, tfoot, tr, th, td").forEach(function (part) {
      var side = part.closest("thead") ? "columnheader" : "rowheader";
      part.setAttribute("role", part.tagName === "TH" ? side : roles[part.tagName]);
    });
    Array.from(table.rows).slice(1).forEach(function (row) {
      var place = 0;
      Array.from(row.cells).forEach(function (cell) {
        if (cell.tagName === "TD" && heads[place]) { cell.dataset.label = heads[place]; }
        if (!cell.textContent.trim() && !cell.firstElementChild) { cell.classList.add("blank"); }
        place += cell.colSpan;
      });
    });
  }
  function fit(frame) {
    var table = frame.querySelector("table");
    if (!table || !table.tHead || table.tHead.rows.length !== 1) { return; }
    table.classList.remove("stacked");
    var stack = narrow.matches && frame.scrollWidth > frame.clientWidth + 1;
    if (stack && !table.hasAttribute("role")) { name(table); }
    table.classList.toggle("stacked", stack);
    if (stack) { frame.removeAttribute("tabindex"); } else { frame.setAttribute("tabindex", "0"); }
  }
  function all() { document.querySelectorAll(".table-scroll").forEach(fit); }
  all();
  window.addEventListener("load", all);
  narrow.addEventListener("change", all);
  document.addEventListener("toggle", all, true);
  document.addEventListener("htmx:load", all);
})();
