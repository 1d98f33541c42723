/* Counts a budget while it is typed and adds, moves and removes lines in the page; the server counts the same when it
   is saved, and every button works without this script. Form: .budget with data-pattern (1234567.89 as the page writes
   money); limits and words stand on .counted. Sums are whole cents (BigInt), never fractions. */
(function () {
  "use strict";
  var form = document.querySelector("form.budget");
  if (!form) { return; }
  var counted = form.querySelector(".counted"), words = counted.dataset, pattern = form.dataset.pattern;
  var most = parseInt(form.dataset.mostLines, 10), next = 1, timer;

  function unseparated(whole) { return /^\d+$/.test(whole) || /^\d{1,3}(\.\d{3})+$/.test(whole) || /^\d{1,3}(,\d{3})+$/.test(whole) ? whole.replace(/[.,]/g, "") : null; }
  /* The sum in cents, null when the text is none: the rules of office/money.py. */
  function cents(text) {
    var plain = text.replace(/[\s\u00a0\u2007\u2009\u202f'’]|€|eur|rsd|din\.?|евра|евро|рсд|дин\.?/gi, "");
    if (!/^\d[\d.,]*$/.test(plain)) { return null; }
    var dots = plain.split(".").length - 1, commas = plain.split(",").length - 1, mark = "", whole = plain, rest = "";
    if (dots && commas) { mark = plain.lastIndexOf(".") > plain.lastIndexOf(",") ? "." : ","; }
    else if (dots + commas > 1 || /^[1-9]\d{0,2}\.\d{3}$/.test(plain)) { mark = ""; }
    else if (/^[1-9]\d{0,2},\d{3}$/.test(plain)) { return null; }
    else { mark = dots ? "." : ","; }
    if (mark && plain.indexOf(mark) >= 0) {
      whole = plain.slice(0, plain.lastIndexOf(mark));
      rest = plain.slice(plain.lastIndexOf(mark) + 1);
      if (whole.indexOf(mark) >= 0 || !/^\d{1,2}$/.test(rest)) { return null; }
    }
    whole = unseparated(whole);
    return whole === null ? null : BigInt(whole + (rest + "00").slice(0, 2));
  }
  function halfUp(value, by) { return (value * 2n + by) / (by * 2n); }
  function grouped(digits, mark) { return digits.replace(/\B(?=(\d{3})+$)/g, mark); }
  function money(value) {
    var sign = value < 0n ? "-" : "", digits = (value < 0n ? -value : value).toString().padStart(3, "0");
    var parts = pattern.match(/^(\D*)1(\D)234\D567(\D)89(\D*)$/);
    return sign + parts[1] + grouped(digits.slice(0, -2), parts[2]) + parts[3] + digits.slice(-2) + parts[4];
  }
  function percent(part, whole) {
    var tenths = whole ? halfUp(part * 1000n, whole).toString().padStart(2, "0") : "00";
    return tenths.slice(0, -1) + pattern.match(/567(\D)89/)[1] + tenths.slice(-1);
  }
  function line(row) {
    var cell = {}, found = { total: 0n, requested: 0n };
    row.querySelectorAll("[data-cell]").forEach(function (input) { cell[input.dataset.cell] = input.value.trim(); });
    var quantity = cents(cell.quantity), price = cents(cell.price), asked = cell.requested ? cents(cell.requested) : null;
    if (quantity !== null && price !== null) {
      found.total = halfUp(quantity * price, 100n);
      found.requested = cell.requested ? (asked === null || asked > found.total ? 0n : asked) : found.total;
    }
    row.querySelector("[data-show=total]").textContent = quantity !== null && price !== null ? money(found.total) : "";
    return found;
  }
  function judge(key, value, said, fits, shown) {
    var place = counted.querySelector("[data-limit='" + key + "']"), tag = place.querySelector("[data-said]");
    place.querySelector("[data-value]").textContent = money(value);
    tag.textContent = said;
    tag.hidden = !shown;
    tag.className = "tag " + (fits ? "tag-good" : "tag-bad");
    return shown && !fits ? place.firstElementChild.textContent + " – " + said : "";
  }
  function limit(key, value, edge, least, shown) {
    var fits = least ? value >= edge : value <= edge, gap = value > edge ? value - edge : edge - value;
    return judge(key, value, fits ? words.fits : (least ? words.little : words.much).replace("%s", money(gap)), fits, shown);
  }
  function count() {
    var total = 0n, requested = 0n, groups = {}, told = [];
    form.querySelectorAll("[data-group]").forEach(function (group) {
      var sum = 0n;
      group.querySelectorAll("[data-row]").forEach(function (row) {
        var found = line(row);
        sum += found.total;
        requested += found.requested;
      });
      groups[group.dataset.group] = { place: group, sum: sum };
      total += sum;
    });
    Object.keys(groups).forEach(function (key) {
      groups[key].place.querySelector("[data-group-total]").textContent = money(groups[key].sum);
      groups[key].place.querySelector("[data-group-percent]").textContent = percent(groups[key].sum, total);
    });
    [["total", total], ["requested", requested], ["other", total - requested]].forEach(function (pair) { counted.querySelector("[data-sum=" + pair[0] + "]").textContent = money(pair[1]); });
    var least = cents(words.least), highest = cents(words.most), shown = total > 0n;
    if (requested > highest) { told.push(judge("asked", requested, words.over.replace("%s", money(requested - highest)), false, shown)); }
    else if (requested < least) { told.push(judge("asked", requested, words.under.replace("%s", money(least - requested)), false, shown)); }
    else { judge("asked", requested, words.fits, true, shown); }
    counted.querySelectorAll("[data-limit]").forEach(function (place) {
      var key = place.dataset.limit, share = counted.getAttribute("data-share-" + key);
      if (!share) { return; }
      var hundredths = cents(share), part = total * hundredths;
      if (key === "own") { told.push(limit(key, total - requested, (part + 9999n) / 10000n, true, shown)); }
      else { told.push(limit(key, groups[key].sum, halfUp(part, 10000n), false, shown)); }
    });
    var announce = counted.querySelector("[data-announce]"), sentence = told.filter(Boolean).join(". ");
    if (announce.textContent !== sentence) { announce.textContent = sentence; }
  }
  function changed() {
    clearTimeout(timer);
    timer = setTimeout(count, 150);
  }
  function dirty() { form.dispatchEvent(new Event("input", { bubbles: true })); }
  function rows() { return form.querySelectorAll("[data-row]"); }
  function renumber(row) {
    var n = "r" + next;
    next += 1;
    row.querySelectorAll("input").forEach(function (input) {
      var kind = input.name.split("-")[1];
      input.name = n + "-" + kind;
      if (input.type !== "hidden") {
        input.value = "";
        input.id = n + "-" + kind;
        input.classList.remove("is-invalid");
        input.removeAttribute("aria-invalid");
        input.removeAttribute("aria-describedby");
        input.previousElementSibling.htmlFor = input.id;
      } else if (kind === "pk") { input.value = ""; }
    });
    row.querySelectorAll("button .visually-hidden").forEach(function (name) { name.textContent = name.textContent.split(":")[0] + ":"; });
    row.querySelector("[data-show=total]").textContent = "";
  }
  function add(group) {
    if (rows().length >= most) { note(group.querySelector(".cost-list"), form.dataset.full); return; }
    var list = group.querySelector(".cost-list"), copy = list.querySelector("[data-row]") || form.querySelector("[data-row]");
    copy = copy.cloneNode(true);
    copy.querySelectorAll(".error-text").forEach(function (old) { old.remove(); });
    renumber(copy);
    copy.querySelector("input[name$='-group']").value = group.dataset.group;
    list.append(copy);
    copy.querySelector("input:not([type=hidden])").focus();
  }
  function note(after, text) {
    var said = document.createElement("p");
    said.className = "error-text";
    said.setAttribute("role", "alert");
    said.textContent = text;
    after.after(said);
  }
  function remove(row) {
    var place = document.createElement("li"), back = document.createElement("button");
    place.className = "cost-gone";
    place.setAttribute("role", "status");
    place.append(form.dataset.removed.replace("0", row.querySelector("input[name$='-description']").value), " ");
    back.type = "button";
    back.className = "btn btn-link";
    back.textContent = form.dataset.back;
    back.addEventListener("click", function () { place.replaceWith(row); dirty(); row.querySelector("input:not([type=hidden])").focus(); });
    place.append(back);
    row.replaceWith(place);
    back.focus();
    dirty();
  }
  function move(row, act, button) {
    var other = act === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) { return; }
    if (act === "up") { other.before(row); } else { other.after(row); }
    button.focus();
    dirty();
  }
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-act]");
    if (!button) { return; }
    event.preventDefault();
    var act = button.dataset.act, row = button.closest("[data-row]");
    if (act === "add") { add(button.closest("[data-group]")); } else if (act === "remove") { remove(row); } else { move(row, act, button); }
  });
  form.addEventListener("input", changed);
  form.addEventListener("kept", function (event) {
    Object.keys(event.detail).forEach(function (name) {
      var n = name.match(/^r(\d+)-group$/), group = n && form.querySelector("[data-group='" + event.detail[name] + "']");
      if (!group || form.elements[name]) { return; }
      next = parseInt(n[1], 10);
      add(group);
    });
    rows().forEach(function (row) { next = Math.max(next, parseInt(row.querySelector("input").name.slice(1), 10) + 1); });
  });
  rows().forEach(function (row) { next = Math.max(next, parseInt(row.querySelector("input").name.slice(1), 10) + 1); });
  count();
})();
