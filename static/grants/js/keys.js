/* Keys of the scoring workspace: with Alt or Ctrl only, so that nothing typed is caught and Tab stays as it is. */
(function () {
  "use strict";
  var help = document.querySelector("[data-keys]"), form = document.querySelector("form[data-autosave]");
  var points = Array.from(document.querySelectorAll("[data-points]"));
  if (!help || !form || !points.length) { return; }
  function line(step) {
    var here = document.activeElement && document.activeElement.closest(".work-line");
    var at = points.findIndex(function (field) { return here && here.contains(field); });
    var next = at < 0 ? (step > 0 ? 0 : points.length - 1) : at + step;
    var field = points[Math.max(0, Math.min(points.length - 1, next))];
    field.focus();
    field.select();
    field.scrollIntoView({ block: "center" });
  }
  function leave(name) {
    var url = help.dataset[name];
    if (!url) { return; }
    var field = document.createElement("input");
    field.type = "hidden";
    field.name = "go";
    field.value = name;
    form.append(field);
    form.requestSubmit();
  }
  document.addEventListener("keydown", function (event) {
    var down = event.key === "PageDown", up = event.key === "PageUp";
    if (event.altKey && !event.ctrlKey && !event.metaKey && (down || up)) {
      event.preventDefault();
      if (event.shiftKey) { leave(down ? "after" : "before"); } else { line(down ? 1 : -1); }
    } else if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[name='save']"));
    }
  });
})();
