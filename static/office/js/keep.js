/* Keeps what is being typed in this window until it is saved, so that neither an ended session nor a lost connection
   loses it. Form: data-keep and a hidden field "version"; words come from .autosave: data-kept, data-kept-back,
   data-kept-drop. Kept in sessionStorage (gone when the window is closed), never files, passwords, e-mail addresses and
   forms of personal data, which are not marked data-keep. */
(function () {
  "use strict";
  function store() { try { return window.sessionStorage; } catch (error) { return null; } }
  function texts(form) {
    var found = {};
    form.querySelectorAll("textarea[name], input[name], select[name]").forEach(function (field) {
      if (field.type === "hidden" && /^r\d+-group$/.test(field.name)) { found[field.name] = field.value; }
      if (["hidden", "password", "file", "email", "tel", "submit", "radio", "checkbox"].indexOf(field.type) < 0) { found[field.name] = field.value; }
    });
    return found;
  }
  function version(form) { var field = form.querySelector("input[name='version']"); return field ? field.value : ""; }
  function watch(form) {
    var place = form.querySelector(".autosave"), words = place && place.dataset, box = place && store(), key = "kept:" + location.pathname, timer;
    if (!box) { return; }
    function keep() { try { box.setItem(key, JSON.stringify({ at: Date.now(), version: version(form), texts: texts(form) })); } catch (error) { box.removeItem(key); } }
    function drop() { box.removeItem(key); }
    function offer(old, differing) {
      var notice = document.createElement("div"), text = document.createElement("p"), back = document.createElement("button"), gone = document.createElement("button");
      notice.className = "notice notice-warn";
      notice.setAttribute("role", "status");
      text.textContent = words.kept.replace("00:00", new Date(old.at).toTimeString().slice(0, 5));
      back.type = gone.type = "button";
      back.className = "btn btn-secondary";
      gone.className = "btn btn-link";
      back.textContent = words.keptBack;
      gone.textContent = words.keptDrop;
      back.addEventListener("click", function () {
        form.dispatchEvent(new CustomEvent("kept", { detail: old.texts }));
        differing.forEach(function (name) { form.elements[name].value = old.texts[name]; });
        form.dispatchEvent(new Event("input", { bubbles: true }));
        notice.remove();
        form.elements[differing[0]].focus();
      });
      gone.addEventListener("click", function () { drop(); notice.remove(); });
      var body = document.createElement("div");
      body.append(text, back, " ", gone);
      notice.append(body);
      form.before(notice);
    }
    var old = null;
    try { old = JSON.parse(box.getItem(key) || "null"); } catch (error) { drop(); }
    if (old && old.texts) {
      var rows = form.dataset.keep === "rows", moved = old.version !== version(form);
      var differing = Object.keys(old.texts).filter(function (name) {
        var field = form.elements[name], was = old.texts[name].replace(/\r\n/g, "\n").trim();
        if (!field) { return rows && was !== "" && !/-group$/.test(name); }
        if (field.value === undefined || (moved && field.inputMode === "decimal")) { return false; }
        return field.value.replace(/\r\n/g, "\n").trim() !== was;
      });
      if (!differing.length || (rows && moved) || document.querySelector(".error-summary")) { drop(); } else { offer(old, differing); }
    }
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(keep, 400); });
    form.addEventListener("submit", function () { clearTimeout(timer); keep(); });
    form.addEventListener("autosaved", drop);
  }
  document.querySelectorAll("form[data-keep]").forEach(watch);
})();
