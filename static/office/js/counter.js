/* Counts the characters left in a text field the way the server counts them: line ends as two, an emoji as one.
   Field: data-counter and maxlength. Words come from the body: data-characters-left, data-characters-over. */
(function () {
  "use strict";
  function length(text) { return Array.from(text.replace(/\r?\n/g, "\r\n")).length; }
  function watch(field) {
    var limit = parseInt(field.getAttribute("maxlength"), 10), words = document.body.dataset;
    if (!limit || field.dataset.counting) { return; }
    var note = document.createElement("p"), timer;
    field.dataset.counting = "yes";
    field.removeAttribute("maxlength"); /* typing over the limit is shown, not cut */
    note.className = "counter";
    note.id = field.id + "_counter";
    note.setAttribute("aria-live", "polite");
    field.insertAdjacentElement("afterend", note);
    field.setAttribute("aria-describedby", ((field.getAttribute("aria-describedby") || "") + " " + note.id).trim());
    function show() {
      var left = limit - length(field.value);
      note.textContent = (left < 0 ? words.charactersOver : words.charactersLeft).replace("0", Math.abs(left).toString());
      note.classList.toggle("counter-over", left < 0);
    }
    field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 300); });
    show();
  }
  function all(root) { root.querySelectorAll("textarea[data-counter], input[data-counter]").forEach(watch); }
  all(document);
  document.addEventListener("htmx:load", function (event) { all(event.detail.elt); });
})();
