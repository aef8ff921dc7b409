import type { Case } from '../case.ts';
import { daysOf, type MadeCircuit } from '../circuits.ts';
import { joined, midSentence } from '../joined.ts';
import type { Words } from '../plan.ts';
import type { Barred } from '../who-may-go.ts';
import { lackAt } from './need.ts';
import type { Told } from './told.ts';

/** A teacher who keeps the own post and teaches elsewhere on some days: where, on how many, and what lacks there. */
export function teachesElsewhere(county: Case, own: readonly MadeCircuit[], barred: Barred | null): Told {
  const days = daysOf(own);
  const [first] = own;
  const there = own.map(({ opening, days: each, km }): Words => {
    const place = county.nameOf(opening.section);
    const subject = county.postOf(opening);
    const why = lackAt(county, opening);
    return {
      zh: `每周${each}天到${place.zh}走教${subject.zh}（单程${km}公里）：${why.zh}。`,
      en: `Teaches ${subject.en} at ${place.en} on ${each} ${each === 1 ? 'day' : 'days'} a week (${km} km away): ${why.en}.`,
    };
  });
  return {
    code: 'circuit',
    figures: {
      days,
      schools: new Set(own.map(({ opening }) => opening.school)).size,
      section: first?.opening.section.id ?? null,
      subject: first?.opening.subject ?? null,
      barred: barred?.rule.name ?? null,
    },
    text: joined([
      { zh: '保留原岗位。', en: 'Keeps the own post.' },
      ...there,
      ...(barred
        ? [
            {
              zh: `不参加调动：${barred.bar.text.zh}`,
              en: `May not be moved: ${midSentence(barred.bar.text.en)}`,
            },
          ]
        : []),
    ]),
  };
}
