"use strict";
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

  // lists: filter by status, search in the wording
  all("[data-list]").forEach(function (list) {
    var rows = all("[data-status]", list), boxes = all("input[type=checkbox]", list);
    var search = list.querySelector("input[type=search]"), said = list.querySelector("output");
    if (!said) return;
    var places = all("tr.place", list);
    function refresh() {
      var on = {}, word = search ? search.value.trim() : "", shown = 0, counted = 0;
      boxes.forEach(function (box) { on[box.value] = box.checked; });
      rows.forEach(function (row) {
        var status = row.getAttribute("data-status");
        var fits = (!boxes.length || on[status] !== false) && (!word || row.textContent.indexOf(word) >= 0);
        // a note on a gap follows its moved sentence, and is no item of its own
        row.hidden = !fits;
        if (!row.hasAttribute("data-uncounted")) { counted += 1; shown += fits ? 1 : 0; }
      });
      // a section's name goes when nothing under it is shown
      places.forEach(function (head) { head.hidden = all("[data-status]", head.parentNode).every(function (row) { return row.hidden; }); });
      said.textContent = shown === counted ? "共" + counted + "条" : "显示" + shown + "条，共" + counted + "条";
    }
    boxes.forEach(function (box) { box.addEventListener("change", refresh); });
    if (search) search.addEventListener("input", refresh);
    refresh();
  });

  // tables: sort by a column
  all("table[data-sortable]").forEach(function (table) {
    all("thead th", table).forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button"; button.className = "sort"; button.textContent = head.textContent;
      head.textContent = ""; head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending", body = table.tBodies[0];
        all("th", head.parentNode).forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        var rows = all("tr", body).map(function (row, n) {
          var cell = row.cells[column], text = cell.getAttribute("data-value") || cell.textContent, number = parseFloat(text);
          return { row: row, n: n, key: isNaN(number) ? text : number };
        });
        rows.sort(function (a, b) {
          var one = typeof a.key === "number", two = typeof b.key === "number";
          var order = one && two ? a.key - b.key : one !== two ? (one ? -1 : 1) : a.key.localeCompare(b.key, "zh");
          return (up ? order : -order) || a.n - b.n;
        });
        rows.forEach(function (item) { body.appendChild(item.row); });
      });
    });
  });

  // where a link leads is opened first
  function reveal(id) {
    var target = id && document.getElementById(id), at = target;
    while (at) { if (at.tagName === "DETAILS") at.open = true; at = at.parentElement; }
    if (!target) return;
    var inner = target.querySelector(":scope > details");
    if (inner) inner.open = true;
    if (target.hidden) target.hidden = false;
    target.scrollIntoView();
  }
  function follow() { reveal(decodeURIComponent(location.hash.slice(1))); }
  window.addEventListener("hashchange", follow);
  if (location.hash) follow();

  // evidence comes to the reader instead of the reader going to it
  var box = document.getElementById("evidence"), place = box && box.querySelector("[data-place]"), asked = null;
  if (box && box.showModal) {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href^='#']");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      var entry = document.getElementById(link.getAttribute("href").slice(1));
      if (!entry || !entry.classList.contains("entry")) return;
      event.preventDefault();
      var copy = entry.cloneNode(true);
      copy.removeAttribute("id");
      place.textContent = ""; place.appendChild(copy); asked = link;
      box.showModal();
    });
    box.querySelector("button").addEventListener("click", function () { box.close(); });
    box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
    box.addEventListener("close", function () { if (asked) asked.focus(); });
  }

  all("[data-fold]").forEach(function (button) {
    button.addEventListener("click", function () {
      var open = button.getAttribute("data-fold") === "open";
      all(open ? "details:not(.evidence)" : "details").forEach(function (part) { part.open = open; });
    });
  });

  // the contents show where the reader is
  var chapters = all("main > section"), entries = all(".contents a");
  function here() {
    var at = chapters.filter(function (part) { return part.getBoundingClientRect().top < innerHeight / 3; }).pop() || chapters[0];
    entries.forEach(function (entry) {
      if (at && entry.getAttribute("href") === "#" + at.id) entry.setAttribute("aria-current", "true"); else entry.removeAttribute("aria-current");
    });
  }
  var waiting = false;
  window.addEventListener("scroll", function () {
    if (!waiting) { waiting = true; requestAnimationFrame(function () { waiting = false; here(); }); }
  }, { passive: true });
  here();

  // what scrolls inside the page can be reached by keyboard
  function reachable() {
    all(".scroll, .chart").forEach(function (part) {
      if (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1) part.setAttribute("tabindex", "0"); else part.removeAttribute("tabindex");
    });
  }
  reachable();
  window.addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);
})();
