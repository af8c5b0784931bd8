// A modal dialog. The <dialog> element keeps the focus inside and closes on Escape.
import { html, render, nothing } from 'lit';
import { failed } from '../lib/view.js';
import { guardLeaving } from '../lib/router.js';
import { t } from '../lib/text.js';

/**
 * Shows a dialog and resolves with the values of its fields, or with null when it was cancelled.
 * `body` is a template; each field in it with a `name` is part of the result. With `typed`, the person must type that text.
 */
export function ask({ title, body = nothing, action, danger = false, typed = null, cancel = t('cancel') }) {
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  const before = document.activeElement;
  return new Promise((resolve) => {
    const finish = (answer) => {
      dialog.close();
      dialog.remove();
      before?.focus?.();
      resolve(answer);
    };
    const submit = (event) => {
      event.preventDefault();
      finish(Object.fromEntries(new FormData(event.target)));
    };
    const show = (matches) =>
      render(
        html`<form method="dialog" @submit=${submit} aria-labelledby="dialog-title">
          <h2 id="dialog-title">${title}</h2>
          ${body}
          ${typed
            ? html`<label class="field"
                ><span>${t('typeToConfirm', { text: typed })}</span>
                <input name="typed" autocomplete="off" @input=${(event) => show(event.target.value.trim() === typed)} />
              </label>`
            : nothing}
          <div class="actions">
            ${cancel ? html`<button type="button" @click=${() => finish(null)}>${cancel}</button>` : nothing}
            <button type="submit" class=${danger ? 'danger' : 'primary'} ?disabled=${!matches}>${action}</button>
          </div>
        </form>`,
        dialog,
      );
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      finish(null);
    });
    show(!typed);
    dialog.showModal();
    dialog.querySelector('input, textarea, select')?.focus();
  });
}

/**
 * Shows a dialog and sends its input, until it is accepted or the dialog is cancelled. After a failure, it shows the error and the
 * previous input. Resolves with the response, or with null when it was cancelled. `dialog` returns the arguments of `ask` for the
 * previous input.
 */
export async function askUntilSent(dialog, send) {
  for (let given = {}, failure = null; ; ) {
    const shown = dialog(given);
    given = await ask({ ...shown, body: html`${failure ? failed(failure) : nothing}${shown.body}` });
    if (!given) return null;
    try {
      return await send(given);
    } catch (refusal) {
      failure = refusal;
    }
  }
}

/** Asks before the person leaves a view with input that is not saved. */
export const guardUnsaved = (isDirty) =>
  guardLeaving(isDirty ? () => ask({ title: t('settings.leaveTitle'), body: html`<p>${t('settings.leaveText')}</p>`, action: t('settings.leave'), danger: true }).then(Boolean) : null);
