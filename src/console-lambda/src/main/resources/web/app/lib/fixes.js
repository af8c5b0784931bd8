// Links to the view that fixes a reason outside of the lead itself: the text key and the URL.
import { href } from './router.js';

const setUpPage = ({ pageId }) => ['attention.setUpPage', href('setup', [pageId])];
const openPage = ({ pageId }) => ['attention.openPage', href('pages', [pageId])];
const mapForm = ({ pageId, formId }) => ['attention.mapForm', href('pages', [pageId, 'forms', formId])];

const fixes = {
  PAGE_NOT_CONFIGURED: setUpPage,
  FORM_NOT_MAPPED: mapForm,
  NO_DESTINATION: openPage,
  PAGE_DISABLED: openPage,
  META_TOKEN_INVALID: openPage,
  META_TOKEN_MISSING: openPage,
  META_PERMISSION_MISSING: openPage,
  META_ACCESS_REVOKED: openPage,
  UNRESOLVED_DEFAULT: mapForm,
};

/** The link for leads of this reason, page and form; null if there is none. */
export const fixOf = (item) => (item.pageId && fixes[item.reason]?.(item)) || null;
