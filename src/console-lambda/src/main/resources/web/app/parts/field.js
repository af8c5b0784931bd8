// A form field with its label, hint and problems.
import { html, nothing } from 'lit';

/** The attribute aria-describedby of a field's control. */
export const describedBy = (id, { hint, problems = [] }) =>
  [hint && `${id}-hint`, problems.length && `${id}-error`].filter(Boolean).join(' ') || nothing;

/** Puts label, hint and problems around a control that has the id `id`. */
export const field = (id, { label, hint, problems = [] }, control) => html`<div class="field">
  <label for=${id}>${label}</label>
  ${control}
  ${problems.length ? html`<p class="error" id="${id}-error">${problems.join(' ')}</p>` : nothing}
  ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
</div>`;

/** A field of one line. `set` gets the typed text. */
export const textField = (id, about, value, set, { type = 'text', placeholder, min, max } = {}) =>
  field(
    id,
    about,
    html`<input
      id=${id}
      type=${type}
      .value=${value ?? ''}
      placeholder=${placeholder ?? nothing}
      min=${min ?? nothing}
      max=${max ?? nothing}
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${about.problems?.length ? 'true' : nothing}
      aria-describedby=${describedBy(id, about)}
      @input=${(event) => set(event.target.value)}
    />`,
  );

/** A checkbox with its label after it. */
export const checkField = (id, { label, hint, problems = [] }, on, set) => html`<div class="field">
  <label class="check">
    <input id=${id} type="checkbox" .checked=${Boolean(on)} aria-describedby=${describedBy(id, { hint, problems })} @change=${(event) => set(event.target.checked)} />
    ${label}
  </label>
  ${problems.length ? html`<p class="error" id="${id}-error">${problems.join(' ')}</p>` : nothing}
  ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
</div>`;
