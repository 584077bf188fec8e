/** Small kindnesses to forms: no double sending, and the summary of errors takes the focus. */
export function startBusyButtons(): void {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented && !isHtmx(event.target as HTMLFormElement)) return;
    setBusy(event.target as HTMLFormElement, event.submitter, true);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const source = event.detail.ctx.sourceElement;
    const form = source.closest("form");
    if (form) setBusy(form, null, false);
  });
  // Back from the history: the browser may show the page as it was left, mid-way.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) setBusy(form, null, false);
  });
}

/** A form that came back with errors tells screen readers first, once. */
export function startErrorSummary(root: ParentNode): void {
  const summary = root.querySelector<HTMLElement>("[data-error-summary]:not([data-awake])");
  if (!summary) return;
  summary.dataset.awake = "";
  summary.focus();
}

function isHtmx(form: HTMLFormElement): boolean {
  return ["hx-post", "hx-put", "hx-patch", "hx-delete"].some((name) => form.hasAttribute(name));
}

function setBusy(form: HTMLFormElement, submitter: HTMLElement | null, busy: boolean): void {
  const buttons = form.querySelectorAll<HTMLElement>("button[data-busy]");
  if (buttons.length === 0) return; // a form that answers with a download leaves the page as it is: no data-busy there
  for (const button of buttons) {
    if (!busy) button.removeAttribute("aria-busy");
    else if (button === submitter || !submitter) button.setAttribute("aria-busy", "true");
  }
  if (busy) form.addEventListener("submit", refuseWhileBusy, true);
  else form.removeEventListener("submit", refuseWhileBusy, true);
}

function refuseWhileBusy(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
