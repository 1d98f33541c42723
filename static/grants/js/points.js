/* Adds up the points while they are typed. The stored total comes from the server; without JavaScript it stays as it is. */
(function () {
  "use strict";
  var place = document.querySelector("[data-total]");
  var fields = Array.from(document.querySelectorAll("[data-points]"));
  if (!place || !fields.length) { return; }
  function add() {
    var sum = fields.reduce(function (all, field) { return all + (parseFloat(field.value.replace(",", ".")) || 0); }, 0);
    place.textContent = String(Math.round(sum * 100) / 100).replace(".", ",");
  }
  fields.forEach(function (field) { field.addEventListener("input", add); });
})();
