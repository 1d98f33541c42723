/* Suggestions under a search field (ARIA combobox): after 200 ms of rest and from three letters on.
   Field: data-suggest (address), data-suggest-none and data-suggest-some (words, 0 stands for the number).
   Without JavaScript the field is a plain search. Enter on a suggestion opens it, else it searches. */
(function () {
  "use strict";
  var REST = 200, LEAST = 3;
  function combobox(field) {
    var list = document.createElement("ul"), note = document.createElement("p"), timer, asked = 0, active = -1;
    list.id = field.id + "-suggestions";
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.labels && field.labels[0] ? field.labels[0].textContent : field.name);
    list.hidden = true;
    note.className = "visually-hidden";
    note.setAttribute("role", "status");
    field.parentElement.classList.add("has-suggestions");
    field.insertAdjacentElement("afterend", list);
    list.insertAdjacentElement("afterend", note);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);
    function close() {
      list.hidden = true;
      list.replaceChildren();
      active = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }
    function mark(next) {
      var options = list.children;
      if (!options.length) { return; }
      if (options[active]) { options[active].setAttribute("aria-selected", "false"); }
      active = next < -1 ? options.length - 1 : next >= options.length ? -1 : next;
      if (active < 0) { field.removeAttribute("aria-activedescendant"); return; }
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", options[active].id);
    }
    function option(item, place) {
      var made = document.createElement("li");
      made.id = list.id + "-" + place;
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      made.dataset.url = item.url;
      made.textContent = item.name;
      return made;
    }
    function show(items) {
      close();
      note.textContent = items.length ? field.dataset.suggestSome.replace("0", items.length) : field.dataset.suggestNone;
      if (!items.length || document.activeElement !== field) { return; }
      list.replaceChildren.apply(list, items.map(option));
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
    }
    function ask() {
      var turn = ++asked, typed = field.value.trim();
      if (typed.length < LEAST) { close(); note.textContent = ""; return; }
      fetch(field.dataset.suggest + "?q=" + encodeURIComponent(typed), { headers: { "Accept": "application/json" } })
        .then(function (answer) { return answer.ok ? answer.json() : { items: [] }; })
        .then(function (json) { if (turn === asked) { show(json.items); } })
        .catch(close);
    }
    field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, REST); });
    field.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); asked++; close(); }
      if (list.hidden) { return; }
      if (event.key === "ArrowDown") { event.preventDefault(); mark(active + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); mark(active - 1); }
      if (event.key === "Enter" && active >= 0) { event.preventDefault(); window.location.assign(list.children[active].dataset.url); }
    });
    field.addEventListener("blur", function () { clearTimeout(timer); asked++; close(); });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var chosen = event.target.closest("[role=option]");
      if (chosen) { window.location.assign(chosen.dataset.url); }
    });
  }
  document.querySelectorAll("input[data-suggest]").forEach(combobox);
})();
