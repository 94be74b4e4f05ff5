// Keeps an open page up to date: the server says what changed, the page reads those parts again.
(() => {
  "use strict";

  const BETWEEN_REFRESHES_MS = 500;
  const BETWEEN_ANNOUNCEMENTS_MS = 5_000;
  const RETRY_MS = 3_000;
  const LONGEST_WITHOUT_REFRESH_MS = 60_000;

  const parts = () => [...document.querySelectorAll("[data-fragment]")];

  // ---- putting a new version of a part in the place of the old one ----

  /** Marks the nearest thing with a name as changed, so that the eye finds it. */
  function mark(node) {
    if (isBlank(node)) {
      return;
    }
    const named = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-key]");
    if (named) {
      named.classList.remove("changed");
      void named.offsetWidth; // lets a running animation begin anew
      named.classList.add("changed");
      setTimeout(() => named.classList.remove("changed"), 3_000);
      if (named.dataset.news) {
        news.add(named.dataset.news);
      }
    }
  }

  const keyOf = (node) => node.dataset?.key ?? node.id ?? "";

  const alike = (one, other) =>
    one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other);

  function adoptAttributes(old, fresh) {
    for (const { name, value } of fresh.attributes) {
      if (name !== "class" && old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
      }
    }
    for (const { name } of [...old.attributes]) {
      if (name !== "open" && name !== "class" && !fresh.hasAttribute(name)) {
        old.removeAttribute(name);
      }
    }
    const kept = old.classList.contains("changed");
    if (old.className !== fresh.className && typeof old.className === "string") {
      old.className = fresh.className;
      old.classList.toggle("changed", kept);
    } else if (typeof old.className !== "string") {
      old.setAttribute("class", fresh.getAttribute("class") ?? "");
    }
  }

  /** Changes {@code old} into {@code fresh} and touches nothing that is the same: focus, scroll and selection stay. */
  function become(old, fresh) {
    if (old.isEqualNode(fresh)) {
      return;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== fresh.nodeValue) {
        const told = old.nodeValue.trim() !== fresh.nodeValue.trim();
        old.nodeValue = fresh.nodeValue;
        if (told) {
          mark(old);
        }
      }
      return;
    }
    count(old, fresh);
    adoptAttributes(old, fresh);
    becomeChildren(old, fresh);
  }

  const isBlank = (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim() === "";

  const hasNamed = (node) => [...node.children].some((child) => child.dataset.key);

  /** Between named children only elements count: white space there is nobody's text. */
  function becomeChildren(old, fresh) {
    const elementsOnly = hasNamed(old) || hasNamed(fresh);
    const first = (node) => (elementsOnly ? node.firstElementChild : node.firstChild);
    const next = (node) => (elementsOnly ? node.nextElementSibling : node.nextSibling);
    const named = new Map([...old.children].filter((child) => child.dataset.key).map((child) => [child.dataset.key, child]));
    let place = first(old);
    for (const wanted of [...(elementsOnly ? fresh.children : fresh.childNodes)]) {
      const known = wanted.dataset?.key ? named.get(wanted.dataset.key) : undefined;
      while (place && isBlank(place) && !alike(place, wanted)) {
        const following = next(place);
        place.remove();
        place = following;
      }
      if (known && known === place) {
        place = next(place);
        become(known, wanted);
      } else if (known) {
        old.insertBefore(known, place);
        become(known, wanted);
      } else if (place && alike(place, wanted)) {
        const following = next(place);
        become(place, wanted);
        place = following;
      } else {
        old.insertBefore(wanted, place);
        mark(wanted);
      }
    }
    // A list that grows keeps the older entries that were read on demand.
    while (place && !("grow" in old.dataset)) {
      const following = next(place);
      place.remove();
      mark(old);
      place = following;
    }
  }

  // ---- what is read aloud: short, and not often ----

  const news = new Set();
  const counts = new Map();
  let announcing = false;

  function count(old, fresh) {
    if ("count" in old.dataset && "count" in fresh.dataset) {
      const more = Number(fresh.dataset.count) - Number(old.dataset.count);
      const before = counts.get(fresh.dataset.many) ?? { more: 0, one: fresh.dataset.one };
      counts.set(fresh.dataset.many, { ...before, more: before.more + more });
    }
  }

  function announce() {
    if (announcing || (news.size === 0 && counts.size === 0)) {
      return;
    }
    announcing = true;
    const said = [];
    for (const [many, { more, one }] of counts) {
      if (more !== 0) {
        const number = Math.abs(more);
        said.push(`${number.toLocaleString("fr-FR")} ${number < 2 ? one : many} de ${more > 0 ? "plus" : "moins"}`);
      }
    }
    const text = [...said, ...news].join(". ");
    counts.clear();
    news.clear();
    const place = document.getElementById("news");
    if (place && text) {
      place.textContent = `${text}.`;
    }
    setTimeout(() => {
      announcing = false;
      announce();
    }, BETWEEN_ANNOUNCEMENTS_MS);
  }

  // ---- reading parts again ----

  const due = new Set();
  let refreshing = false;
  let last = 0;

  function ask(wanted) {
    wanted.forEach((part) => due.add(part));
    if (!refreshing && due.size > 0) {
      refreshing = true;
      setTimeout(refresh, Math.max(0, last + BETWEEN_REFRESHES_MS - Date.now()));
    }
  }

  async function refresh() {
    const now = [...due];
    due.clear();
    last = Date.now();
    const outcomes = await Promise.allSettled(now.map(readAgain));
    refreshing = false;
    announce();
    const failed = now.filter((_, i) => outcomes[i].status === "rejected");
    if (failed.length > 0) {
      setTimeout(() => ask(failed), RETRY_MS);
    }
    ask([]);
  }

  async function fragment(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (answer.status === 401) {
      // Signed out, or for too long here: the page itself says how to go on.
      location.reload();
    }
    if (!answer.ok) {
      throw new Error(`${address}: ${answer.status}`);
    }
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    return holder.content;
  }

  async function readAgain(part) {
    const fresh = part.cloneNode(false);
    fresh.append(await fragment(part.dataset.fragment));
    if ("grown" in part.dataset) {
      // Where the older entries go on is known here only.
      const more = part.querySelector(".more")?.cloneNode(true);
      fresh.querySelector(".more")?.replaceWith(more ?? "");
    }
    become(part, fresh);
  }

  // ---- older entries of the timeline, on demand ----

  async function showMore(link) {
    link.setAttribute("aria-busy", "true");
    try {
      const older = await fragment(link.dataset.more);
      const part = link.closest(".entries");
      const list = part.querySelector("[data-grow]");
      part.dataset.grown = "";
      const shown = new Set([...list.children].map(keyOf));
      const entries = [...older.querySelectorAll("[data-key]")].filter((entry) => !shown.has(keyOf(entry)));
      list.append(...entries);
      const more = older.querySelector("[data-more]");
      if (more) {
        link.href = more.href;
        link.dataset.more = more.dataset.more;
      } else {
        link.closest("p").remove();
      }
      const first = entries[0];
      if (first) {
        first.tabIndex = -1;
        first.focus({ preventScroll: true });
      }
    } catch {
      location.assign(link.href);
    } finally {
      link.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("click", (click) => {
    const link = click.target.closest?.("a[data-more]");
    if (link && !click.ctrlKey && !click.metaKey && !click.shiftKey) {
      click.preventDefault();
      showMore(link);
    }
  });

  // ---- being told what changed ----

  let wasLost = false;

  function show(connected) {
    const state = document.getElementById("state");
    state.textContent = connected ? state.dataset.live : state.dataset.lost;
    document.documentElement.classList.toggle("connected", connected);
    document.documentElement.classList.toggle("disconnected", !connected);
    document.getElementById("lost").hidden = connected;
  }

  function concerns(views) {
    return (part) => views.length === 0 || part.dataset.views.split(" ").some((view) => views.includes(view));
  }

  function listen(address) {
    const source = new EventSource(address);
    source.addEventListener("open", () => {
      show(true);
      wasLost = false;
    });
    // The first one names all views: what changed before, or while the connection was lost, is not known.
    source.addEventListener("change", (event) => {
      let views = [];
      try {
        views = JSON.parse(event.data).views ?? [];
      } catch {
        // What cannot be read may concern every part.
      }
      ask(parts().filter(concerns(views)));
    });
    source.addEventListener("error", () => {
      if (!wasLost) {
        wasLost = true;
        show(false);
      }
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(() => listen(address), RETRY_MS);
      }
    });
    return source;
  }

  const live = document.getElementById("live");
  if (live) {
    listen(live.dataset.stream);
    // Freshness changes with time alone.
    setInterval(() => {
      if (!document.hidden && Date.now() - last >= LONGEST_WITHOUT_REFRESH_MS) {
        ask(parts());
      }
    }, LONGEST_WITHOUT_REFRESH_MS);
  }
})();
