// The result of the last check of a page, in detail.
import { html, nothing } from 'lit';
import { t, named } from '../../lib/text.js';
import { ago, time, capped } from '../../lib/format.js';
import { href } from '../../lib/router.js';
import { fact } from '../../parts/pieces.js';
import { badge, tokenState, tokenEnds, accessState, subscriptionState, issues } from '../../parts/page-state.js';

export const state = ({ page, health, waiting, working, subscribe }) => html`<section class="card" aria-labelledby="page-state">
  <div class="row spread">
    <h2 id="page-state">${t('page.state')}</h2>
    <span class="hint">${health?.checkedAt ? html`${t('page.checkedAt')} ${ago(health.checkedAt)}` : t('pages.notChecked')}</span>
  </div>
  ${issues(health)}
  <dl class="facts wide">
    ${fact(t('pages.token'), token(health))} ${fact(t('pages.access'), access(health))}
    ${fact(t('pages.subscription'), subscription(health, working, subscribe))} ${fact(t('pages.lastWebhook'), ago(health?.lastWebhook))}
    ${fact(t('pages.lastPoll'), page.poll === false ? t('pages.pollOff') : ago(health?.lastPoll))}
    ${page.pollSince ? fact(t('page.pollSince'), time(page.pollSince)) : nothing}
  </dl>
  <h3>${t('pages.waiting')}</h3>
  ${waiting.length ? waitingList(waiting) : html`<p>${t('page.noneWaits')}</p>`}
</section>`;

function token(health) {
  const { token } = health ?? {};
  const ends = tokenEnds(token);
  return html`${badge(tokenState(health))}
    ${token?.of ? html`<p class="hint">${t(token.of === 'page' ? 'page.tokenOfPage' : 'page.tokenOfSystemUser')}</p>` : nothing}
    ${ends ? html`<p class="hint">${t('page.ends')} ${time(ends)}</p>` : nothing}
    ${token?.scopes ? html`<details class="folded"><summary>${t('page.permissions', { count: token.scopes.length })}</summary><ul>${token.scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul></details>` : nothing}
    ${token?.note ? html`<p class="hint">${t('page.tokenNote')}</p>` : nothing} ${words(token)}`;
}

function access(health) {
  const { leadAccess } = health ?? {};
  return html`${badge(accessState(health))}
    ${leadAccess?.failureReason ? html`<p class="hint">${leadAccess.failureReason}</p>` : nothing}
    ${leadAccess?.failureResolution ? html`<p class="hint">${leadAccess.failureResolution}</p>` : nothing} ${words(leadAccess)}`;
}

function subscription(health, working, subscribe) {
  const part = health?.subscription;
  return html`${badge(subscriptionState(health))}
    ${part?.fields?.length ? html`<p class="hint">${t('page.announces', { fields: part.fields.join(', ') })}</p>` : nothing} ${words(part)}
    ${subscribe && part?.leadgen !== true
      ? html`<p><button ?disabled=${working === 'subscribe'} @click=${subscribe}>${t('page.subscribe')}</button></p>`
      : nothing}`;
}

/** Meta's message if the state is not known. */
const words = (part) => (part?.message ? html`<p class="hint">${part.message}</p>` : nothing);

const waitingList = (waiting) => html`<ul>
  ${waiting.map(
    (item) => html`<li>
      <a href=${href('leads', [], { status: item.status, reason: item.reason, pageId: item.pageId, formId: item.formId, test: 'false' })}>
        ${t('leads.count', { count: item.count >= 10000 ? capped(item.count) : item.count })}</a
      >: ${named('reason', item.reason)}
    </li>`,
  )}
</ul>`;
