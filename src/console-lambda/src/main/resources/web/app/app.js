// Entry point: starts the session, then shows the view of the URL.
import './styles/app.css';
import { render, html } from 'lit';
import { session } from './lib/session.js';
import { applyTheme } from './lib/theme.js';
import { t } from './lib/text.js';
import './shell.js';

applyTheme();

const root = document.querySelector('leadlog-app');
session
  .start()
  .then((ready) => {
    if (ready) root.started = true;
  })
  .catch((failure) => {
    render(
      html`<main class="alone">
        <h1>${t('session.failed')}</h1>
        <p role="alert">${failure.message}</p>
        <button class="primary" @click=${() => session.signIn()}>${t('session.signIn')}</button>
      </main>`,
      root,
    );
  });
