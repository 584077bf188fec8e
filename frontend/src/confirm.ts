/** "Are you sure?" in our own dialog: for `hx-confirm` and for plain forms with `data-confirm`. */
export function startConfirm(): void {
  document.addEventListener("htmx:confirm", (event) => {
    const { ctx, issueRequest, dropRequest } = event.detail;
    event.preventDefault();
    const { confirm } = ctx as { confirm?: string }; // missing in the types of htmx 4.0.1
    void ask(confirm ?? "Are you sure?", ctx.sourceElement as HTMLElement).then((yes) => (yes ? issueRequest() : dropRequest()));
  });
  document.addEventListener("submit", holdBack, true);
}

function holdBack(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const question = form.dataset.confirm;
  if (!question || form.dataset.confirmed !== undefined) {
    delete form.dataset.confirmed;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  void ask(question, form).then((yes) => {
    if (!yes) return;
    form.dataset.confirmed = "";
    form.requestSubmit(event.submitter);
  });
}

/** Resolves to the answer. Escape and a click beside the dialog mean no. */
function ask(question: string, source: HTMLElement): Promise<boolean> {
  const dialog = document.querySelector<HTMLDialogElement>("#m-confirm");
  if (!dialog) return Promise.resolve(window.confirm(question));
  dialog.querySelector("[data-question]")!.textContent = question;
  dialog.querySelector("[data-yes]")!.textContent = source.dataset.confirmYes ?? "Yes, go on";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
