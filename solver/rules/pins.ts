import * as z from 'zod';
import type { Case } from '../case.ts';
import type { Posting } from '../posting.ts';
import type { Pin } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Pins
 *
 * What an officer has fixed by hand stands: this move is made, this teacher stays, this teacher does not go
 * there.
 *
 * Source: the officer's own decisions, recorded with the round.
 */
export const pins = defineRule({
  name: 'pins',
  title: { zh: '人工指定', en: 'Pins' },
  unit: 'pins',
  source: {
    zh: '经办人的决定，随轮次留存',
    en: "The officer's own decisions, recorded with the round",
  },
  level: 'policy',
  clause: '经办人指定',
  settings: z.strictObject({}),

  statesHere(_settings, { pins }) {
    const count = (kind: Pin['kind']) => pins.filter((pin) => pin.kind === kind).length;
    return {
      zh: `人工指定：调动${count('move')}项，留任${count('stay')}项，禁止${count('forbid')}项。`,
      en: `Pinned by hand: ${count('move')} moves, ${count('stay')} stays, ${count('forbid')} forbidden.`,
    };
  },

  constrain({ pins }, _settings, model) {
    for (const pin of pins) {
      const key = keyOf(pin);
      const columns = model.of(pin.teacher).filter((column) => {
        const candidate = model.candidates[column];
        return candidate !== undefined && concerns(pin, candidate);
      });
      if (pin.kind === 'move') {
        model.atLeast(
          'pins',
          key,
          columns.map((column) => [column, 1]),
          1,
        );
      } else {
        model.atMost(
          'pins',
          key,
          columns.map((column) => [column, 1]),
          0,
        );
      }
    }
  },

  *audit(county, _settings, postings) {
    for (const pin of county.pins) {
      const made = postings.filter((posting) => concerns(pin, posting));
      if (made.length > 0 === (pin.kind === 'move')) continue;
      const sections = pin.kind === 'stay' ? made.map(({ opening }) => opening.section.id) : [pin.section];
      yield { teachers: [pin.teacher], sections, amount: 1, text: broken(county, pin) };
    }
  },
});

const keyOf = (pin: Pin): string =>
  JSON.stringify([pin.kind, pin.teacher, pin.kind === 'stay' ? null : pin.section]);

/** What the row of a pin is called in the model. */
export const pinRow = (pin: Pin): string => `pins:${keyOf(pin)}`;

/** Whether the pin is about this posting: the one it wants, or one that it keeps from being made. */
export function concerns(pin: Pin, { teacher, opening }: Posting): boolean {
  if (pin.teacher !== teacher.id) return false;
  if (pin.kind === 'stay') return true;
  if (pin.section !== opening.section.id) return false;
  return pin.kind === 'forbid' || pin.subject === undefined || pin.subject === opening.subject;
}

function broken(county: Case, pin: Pin) {
  const { name } = county.teacher(pin.teacher);
  if (pin.kind === 'stay') return { zh: `指定${name}留任。`, en: `${name} is pinned to stay.` };
  const place = county.nameOf(county.section(pin.section));
  return pin.kind === 'move'
    ? { zh: `指定${name}到${place.zh}。`, en: `${name} is pinned to go to ${place.en}.` }
    : { zh: `禁止${name}到${place.zh}。`, en: `${name} is forbidden to go to ${place.en}.` };
}
