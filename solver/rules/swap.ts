import * as z from 'zod';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import type { Opening } from '../opening.ts';
import type { Posting } from '../posting.ts';
import { type BackboneLevel, backboneLevel, levelReaches } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Subject-matched swap
 *
 * While a backbone teacher of a subject goes out, a young or mid-career teacher of the same subject may come in for
 * the post left: against the allowed direction, and never more of them than backbone teachers of the subject go out
 * of that section.
 *
 * Source: 远安县: urban backbone teachers go out while rural teachers of the same subject come in (domain A6, 1c).
 */
export const swap = defineRule({
  name: 'swap',
  title: { zh: '同学科对换', en: 'Subject-matched swap' },
  unit: 'teachers',
  source: {
    zh: '远安县：骨干教师下乡，同学科乡村教师进城；政策未写明时不启用',
    en: "Yuan'an county: backbone teachers out, rural teachers of the same subject in; off unless the policy says so",
  },
  level: 'off',
  firm: true,
  clause: '城区骨干教师下乡，乡村同学科中青年教师进城跟岗',
  settings: z.strictObject({
    /** The least backbone level of who goes out. */
    outLevel: backboneLevel.exclude(['none']).default('county'),
    /** The highest age in complete years of who comes in. */
    maxAge: z.int().min(18).max(80).default(45),
  }),

  states: ({ maxAge }) => ({
    zh: `每调出一名骨干教师，可调入一名同学科、不超过${maxAge}周岁的教师顶岗。`,
    en: `For each backbone teacher who goes out, one teacher of the same subject of at most ${maxAge} years may come in.`,
  }),

  constrain({ candidates }, settings, model) {
    for (const [opening, coming] of grouped(candidates.filter(comesIn), ({ opening }) => opening)) {
      const going = model
        .vacating(opening)
        .filter((column) => goesOut(model.candidates[column], settings.outLevel));
      model.atMost(
        'swap',
        opening.key,
        [
          ...coming.map(({ column }) => [column, 1] as const),
          ...going.map((column) => [column, -1] as const),
        ],
        0,
      );
    }
  },

  *audit(county, settings, postings) {
    const going = grouped(
      postings.filter((posting) => goesOut(posting, settings.outLevel)),
      ({ leaves }) => leaves,
    );
    for (const [opening, coming] of grouped(postings.filter(comesIn), ({ opening }) => opening)) {
      const out = going.get(opening)?.length ?? 0;
      if (coming.length > out) yield breach(county, opening, coming, out);
    }
  },
});

function breach(county: Case, opening: Opening, coming: readonly Posting[], out: number) {
  const place = county.nameOf(opening.section);
  const post = county.postOf(opening);
  return {
    teachers: coming.map(({ teacher }) => teacher.id),
    sections: [opening.section.id],
    amount: coming.length - out,
    text: {
      zh: `${place.zh}${post.zh}对换调入${coming.length}人，调出骨干教师${out}人。`,
      en: `${place.en}, ${post.en}: ${coming.length} would come in by swap while ${out} backbone teachers go out.`,
    },
  };
}

const comesIn = ({ form }: Posting): boolean => form === 'swap';

const goesOut = (posting: Posting | undefined, least: BackboneLevel): boolean =>
  posting !== undefined && !comesIn(posting) && levelReaches(posting.teacher.backbone, least);
