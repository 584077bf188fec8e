/**
 * What is pressed while a change is still on its way waits for it: “Add 12 transactions” right after a new name.
 * The answer may replace the button under the finger; it counts as pressed all the same. After a refusal it does not.
 */
const WAITING = "form[data-waits]";
const CHANGING = "form[data-first]"; // what it holds has to be with the server before
const REFUSED = `${CHANGING}:invalid, ${CHANGING} [aria-invalid=true]`; // by the browser, or by the server

export function startHolding(): void {
  let onTheWay = 0;
  let pressed: HTMLFormElement | undefined;
  let held: string | undefined;
  let letThrough = false;

  document.addEventListener("htmx:before:request", (event) => {
    if (!event.defaultPrevented) onTheWay += 1;
  });
  document.addEventListener("htmx:finally:request", () => {
    onTheWay = Math.max(0, onTheWay - 1);
    release();
  });
  document.addEventListener("pointerdown", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    pressed = button?.closest<HTMLFormElement>(WAITING) ?? undefined;
  });
  document.addEventListener("pointerup", () => {
    if (pressed && !pressed.isConnected) hold(pressed);
    pressed = undefined;
  });
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      if (!form.matches(WAITING) || letThrough) return;
      const refused = document.querySelector<HTMLElement>(REFUSED);
      const unsent = onTheWay === 0 ? unsentChange() : undefined;
      if (onTheWay === 0 && !refused && !unsent) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (unsent) window.htmx.trigger(unsent, "change");
      if (refused && !unsent) show(refused);
      else hold(form);
    },
    true,
  );

  function hold(form: HTMLFormElement): void {
    held = form.getAttribute("action") ?? undefined;
    release();
  }

  function release(): void {
    if (held === undefined || onTheWay > 0) return;
    const form = [...document.querySelectorAll<HTMLFormElement>(WAITING)].find((one) => one.getAttribute("action") === held);
    held = undefined;
    if (!form || document.querySelector("[aria-invalid=true]")) return;
    letThrough = true;
    form.requestSubmit();
    letThrough = false;
  }
}

function show(refused: HTMLElement): void {
  if (refused instanceof HTMLFormElement) refused.reportValidity();
  else refused.focus();
}

/** A form somebody filled before the page was awake: its change went by unheard. */
function unsentChange(): HTMLFormElement | undefined {
  return [...document.querySelectorAll<HTMLFormElement>(CHANGING)].find(
    (form) => form.checkValidity() && [...form.elements].some(isTyped),
  );
}

function isTyped(field: Element): boolean {
  if (field instanceof HTMLSelectElement) {
    const sent = [...field.options].find((one) => one.defaultSelected) ?? field.options[0];
    return field.value !== sent?.value;
  }
  return field instanceof HTMLInputElement && field.type !== "hidden" && field.value !== field.defaultValue;
}
