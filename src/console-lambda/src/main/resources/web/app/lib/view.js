// The base of all views. Views render without shadow roots, so that one style sheet is enough.
import { LitElement, html, nothing } from 'lit';
import { t } from './text.js';

export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.life = new AbortController();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.life.abort();
  }

  /** Runs a function at an interval while the view is shown and the window is visible. */
  every(millis, work) {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') work();
    }, millis);
    this.life.signal.addEventListener('abort', () => clearInterval(timer));
  }
}

/** An asynchronous value with its failure and its loading state. If loads overlap, only the result of the last one is kept. */
export class Loaded {
  constructor(host, load) {
    this.host = host;
    this.loadWith = load;
    this.value = undefined;
    this.failure = null;
    this.loading = false;
    this.run = 0;
  }

  async load(...parameters) {
    const run = ++this.run;
    this.loading = true;
    this.failure = null;
    this.host.requestUpdate();
    try {
      const value = await this.loadWith(...parameters);
      if (run === this.run) this.value = value;
    } catch (failure) {
      if (run === this.run && failure.name !== 'AbortError') this.failure = failure;
    }
    if (run === this.run) {
      this.loading = false;
      this.host.requestUpdate();
    }
    return this.value;
  }

  /** Renders the value; a hint while it is loading, and after a failure the error with a retry button. */
  render(content, retry = () => this.load()) {
    return html`${this.failure ? failed(this.failure, retry) : nothing}
    ${this.value === undefined
      ? this.loading
        ? html`<p class="loading" role="status">${t('loading')}</p>`
        : nothing
      : content(this.value)}`;
  }
}

/** An error message, with a retry button if `retry` is given. */
export const failed = (failure, retry) => html`<div class="problem" role="alert">
  <p><strong>${failure.title ?? t('api.brokenTitle')}</strong></p>
  <p>${failure.message}</p>
  ${retry ? html`<button @click=${retry}>${t('tryAgain')}</button>` : nothing}
</div>`;
