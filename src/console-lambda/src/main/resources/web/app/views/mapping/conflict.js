// The conflict after another person has saved the page: both versions of each part, to choose from.
import { html, nothing } from 'lit';
import { View } from '../../lib/view.js';
import { t } from '../../lib/text.js';
import { asList } from '../../lib/lists.js';
import { fieldWords } from './words.js';
import { differences, merged, otherChanges, isDestinationsPart, isFormName } from './merge.js';

class MappingConflict extends View {
  /** `base` and `theirs` are pages; `mine` is the edited form. Fires `resolved` with the resulting form. */
  static properties = { base: {}, theirs: {}, mine: {} };

  willUpdate(changed) {
    if (!changed.has('theirs')) return;
    this.parts = differences(this.formOf(this.base), this.formOf(this.theirs), this.mine);
    this.others = otherChanges(this.base, this.theirs, this.mine.formId);
  }

  firstUpdated() {
    this.querySelector('h2').focus();
  }

  formOf(page) {
    return page.forms?.find((form) => form.formId === this.mine.formId);
  }

  choose(part, side) {
    part.choice = side;
    this.requestUpdate();
  }

  resolve(form, saves) {
    this.dispatchEvent(new CustomEvent('resolved', { detail: { form, saves } }));
  }

  render() {
    return html`<section class="banner conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title" tabindex="-1">${t('conflict.title')}</h2>
      <p>${t('conflict.text', { mine: this.base.revision, theirs: this.theirs.revision })}</p>
      ${this.others.length ? html`<p class="hint">${t('conflict.others', { what: this.others.join(', ') })}</p>` : nothing}
      ${this.parts.length ? this.table() : html`<p>${t('conflict.nothing')}</p>`}
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.resolve(merged(this.formOf(this.theirs), this.mine, this.parts), true)}>${t('conflict.saveChosen')}</button>
        <button type="button" @click=${() => this.resolve(this.mine, true)}>${t('conflict.saveMine')}</button>
        <button type="button" @click=${() => this.resolve(this.formOf(this.theirs) ?? null, false)}>${t('conflict.takeTheirs')}</button>
      </div>
    </section>`;
  }

  table() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('conflict.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('conflict.part')}</th><th scope="col">${t('conflict.base')}</th>
            <th scope="col">${t('conflict.theirs')}</th><th scope="col">${t('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.parts.map((part, i) => this.line(part, i))}
        </tbody>
      </table>
    </div>`;
  }

  line(part, i) {
    const side = (name) => html`<td>
      <label class="check">
        <input type="radio" name="part-${i}" .checked=${part.choice === name} aria-label="${nameOf(part)}: ${t(`conflict.${name}`)}" @change=${() => this.choose(part, name)} />
        ${version(part[name])}
      </label>
    </td>`;
    return html`<tr>
      <th scope="row"><code>${nameOf(part)}</code>${part.both ? html` <span class="badge warn">${t('conflict.both')}</span>` : nothing}</th>
      <td>${version(part.base)}</td>
      ${side('theirs')} ${side('mine')}
    </tr>`;
  }
}
customElements.define('mapping-conflict', MappingConflict);

/** An entry of the mapping as text; a destination or a name as JSON. */
function version(value) {
  if (value === undefined) return html`<span class="hint">${t('conflict.missing')}</span>`;
  if (!value.leadField) return html`<code class="version">${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;
  const from = asList(value.metaField).join(', ') || t('mapping.noQuestion');
  return html`<span class="version"><strong dir="auto">${from}</strong> ${fieldWords(value).map((part) => html`<span class="chip" dir="auto">${part}</span> `)}</span>`;
}

function nameOf({ name }) {
  if (isDestinationsPart(name)) return t('destination.title');
  return isFormName(name) ? t('mapping.formName') : name;
}
