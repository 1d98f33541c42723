/* Chooses light or dark before the first paint, and keeps the person's choice in this browser.
   Also remembers the script chosen on a public page, so that sign-in speaks it too. */
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
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".languages a[data-language]");
    if (!link) { return; }
    document.cookie = "language=" + link.dataset.language + "; path=/; max-age=31536000; samesite=lax" +
      (location.protocol === "https:" ? "; secure" : "");
  });
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
