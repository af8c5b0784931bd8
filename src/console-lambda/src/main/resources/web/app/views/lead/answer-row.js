// One question with editable answers, the answers that Meta sent, and its problems.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { problemList } from '../../parts/problems.js';
import { same } from './field-data.js';
import { questionWords } from './answers.js';

// Standard questions of Meta that never have several answers.
const single = ['full_name', 'first_name', 'last_name', 'email', 'phone_number', 'city', 'country', 'date_of_birth', 'post_code', 'street_address'];

const lines = (text) => Math.min(8, Math.max(1, Math.ceil(text.length / 60), text.split('\n').length));

/** Calls `view.edited()` after each change. */
export function answerRow(view, answer, i, problems) {
  const problemsId = `problems-${i}`;
  const describedBy = problems.length ? problemsId : nothing;
  const change = (n, value) => {
    answer.values[n] = value;
    view.edited();
  };
  const remove = (n) => {
    answer.values.splice(n, 1);
    view.edited();
  };
  const values = answer.values.length ? answer.values : [''];
  return html`<fieldset class="answer ${problems.length ? 'wrong' : ''}">
    <legend dir="auto">${questionWords(answer.name)}</legend>
    ${values.map(
      (value, n) => html`<div class="row one-value">
        <textarea
          rows=${lines(value)}
          dir="auto"
          aria-label=${values.length > 1 ? t('correct.valueOf', { question: answer.name, n: n + 1 }) : questionWords(answer.name)}
          aria-invalid=${problems.length ? 'true' : nothing}
          aria-describedby=${describedBy}
          .value=${value}
          @input=${(event) => change(n, event.target.value)}
        ></textarea>
        ${values.length > 1
          ? html`<button type="button" class="quiet small" aria-label=${t('correct.removeValue', { question: answer.name, n: n + 1 })} @click=${() => remove(n)}>✕</button>`
          : nothing}
      </div>`,
    )}
    ${problemList(problems, problemsId)}
    <div class="row spread">
      <span class="hint">${sent(answer)}</span>
      ${values.length > 1 || !single.includes(answer.name)
        ? html`<button type="button" class="quiet small" @click=${() => change(values.length, '')}>${t('correct.addValue')}</button>`
        : nothing}
    </div>
  </fieldset>`;
}

/** The answers that Meta sent, if they differ from the current ones. */
function sent(answer) {
  if (!answer.sent) return t('answers.notSent');
  return same(answer.sent, answer.values) ? nothing : html`${t('answers.sent')} <span dir="auto">${answer.sent.join(', ')}</span>`;
}
