// A short text of one entry of the mapping: its steps and rules.
import { t } from '../../lib/text.js';
import { asList } from '../../lib/lists.js';
import { stepWords } from './steps.js';

/** Each step, default and rule as a short text. */
export function fieldWords({ format, validate, default: otherwise, required, onInvalid }) {
  return [
    ...asList(format).map(stepWords),
    ...asList(validate).map(stepWords),
    ...(otherwise === undefined ? [] : [t('mapping.hasDefault', { value: asList(otherwise).join(' / ').replaceAll('field:', '') })]),
    ...(required === undefined ? [] : [t(`mapping.requiredShort.${required}`)]),
    ...(onInvalid && onInvalid !== 'error' ? [t(`mapping.invalidShort.${onInvalid}`)] : []),
  ];
}
