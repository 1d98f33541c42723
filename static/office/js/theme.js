/* Chooses light or dark before the first paint, and keeps the person's choice in this browser. */
(function () {
  "use strict";
  var root = document.documentElement, dark = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return localStorage.getItem("theme") || "system"; } catch (e) { return "system"; }
  }
  function apply(choice) {
    root.setAttribute("data-bs-theme", choice === "system" ? (dark.matches ? "dark" : "light") : choice);
  }
  apply(chosen());
  dark.addEventListener("change", function () { apply(chosen()); });
  document.addEventListener("DOMContentLoaded", function () {
    var box = document.getElementById("theme-switch");
    if (!box) { return; }
    box.hidden = false;
    box.querySelectorAll("input").forEach(function (input) {
      input.checked = input.value === chosen();
      input.addEventListener("change", function () {
        try { localStorage.setItem("theme", input.value); } catch (e) { /* private window: the choice lasts for this page */ }
        apply(input.value);
      });
    });
  });
})();
