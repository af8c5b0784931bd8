// The formatting functions or the validators of a field, in their order, each with its arguments.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { typedInput, choice } from '../../parts/typed-input.js';
import { adder } from '../../parts/adder.js';
import { without } from './draft.js';

const stepName = (step) => (typeof step === 'string' ? step : (step?.name ?? ''));
const argsOf = (step) => (typeof step === 'string' ? {} : (step?.args ?? {}));

/** The short form of a step: a name, or a name with its arguments. */
const stepOf = (name, args) => (Object.keys(args).length ? { name, args } : name);

/** A step in one line, such as "format_phone_number (IN)". */
export const stepWords = (step) => {
  const values = Object.values(argsOf(step)).map((value) => (typeof value === 'object' ? '…' : value));
  return values.length ? `${stepName(step)} (${values.join(', ')})` : stepName(step);
};

/**
 * @param kind `format` or `validate`
 * @param known the functions of the catalogue
 * @param change is called with the new list; undefined if it is empty
 */
export function steps(kind, list, known, id, change) {
  const replace = (i, ...instead) => {
    const changed = [...list];
    changed.splice(i, 1, ...instead);
    change(changed.length ? changed : undefined);
  };
  const swap = (i) => {
    const changed = [...list];
    [changed[i - 1], changed[i]] = [changed[i], changed[i - 1]];
    change(changed);
  };
  return html`<fieldset class="steps">
    <legend>${t(`mapping.${kind}`)}</legend>
    <ol>
      ${list.map((step, i) => html`<li>${one(step, known, `${id}-${kind}-${i}`, i, { replace, swap })}</li>`)}
    </ol>
    ${adder(t(`mapping.add.${kind}`), known.map((one) => [one.name, `${one.name} - ${one.description}`]), (name) => change([...list, name]))}
  </fieldset>`;
}

function one(step, known, id, i, { replace, swap }) {
  const name = stepName(step);
  const args = argsOf(step);
  const definition = known.find((one) => one.name === name);
  const set = (argument, value) => replace(i, stepOf(name, without({ ...args, [argument]: value })));
  return html`<div class="row spread">
      <label class="step-name">
        <span class="hidden">${t('mapping.step', { n: i + 1 })}</span>
        <select @change=${(event) => replace(i, event.target.value)}>
          ${definition ? nothing : choice(name, name, name)} ${known.map((other) => choice(other.name, other.name, name))}
        </select>
      </label>
      <span class="row">
        ${i > 0 ? html`<button type="button" class="quiet small" aria-label=${t('mapping.stepUp', { name })} @click=${() => swap(i)}>↑</button>` : nothing}
        <button type="button" class="quiet small" aria-label=${t('mapping.stepRemove', { name })} @click=${() => replace(i)}>✕</button>
      </span>
    </div>
    ${definition
      ? html`<p class="hint">${definition.description}</p>
          <div class="arguments">
            ${definition.arguments.map((argument) => typedInput(argument, args[argument.name], (value) => set(argument.name, value), `${id}-${argument.name}`))}
          </div>`
      : html`<p class="error">${t('mapping.unknownStep', { name })}</p>`}`;
}
