import * as z from 'zod';
import { grouped } from '../grouped.ts';
import { obstacle, obstacleInWords } from '../recruits.ts';
import { defineRule } from './rule.ts';

/**
 * Recruit
 *
 * Somebody newly recruited is placed at one post at most: one that is open, of a subject and stage certified for, not
 * too far, and of a special-post teacher whose contract runs, at a rural school. Holds whatever the policy says; the
 * figures are those of the rules `certificate` and `travel`, and no decision that relaxes these is about recruits.
 *
 * Source: 特岗计划 places teachers at rural schools on three-year contracts; 远安县 sends graduates by the same orders of
 * schools (domain A6).
 */
export const recruit = defineRule({
  name: 'recruit',
  title: { zh: '新聘教师安置', en: 'Placing recruits' },
  unit: 'placements',
  source: {
    zh: '特岗计划：到乡村学校，服务三年；远安县：新招毕业生按学校订单派遣',
    en: "Special-post plan: rural schools, three-year contracts; Yuan'an county: graduates go by schools' orders",
  },
  level: 'law',
  clause: '新聘教师按空缺岗位安置，特岗教师安置到乡村学校',
  always: true,
  settings: z.strictObject({}),

  states: () => ({
    zh: '新聘教师每人至多安置一个空缺岗位，须有相应资格且路程适宜；特岗教师只到乡村学校。',
    en: 'A recruit is placed at one open post at most, certified for it and within reach; special-post teachers at rural schools only.',
  }),

  constrain({ recruits }, _settings, model) {
    for (const { id } of recruits) {
      model.atMost(
        'recruit',
        id,
        model.placing(id).map((column) => [column, 1]),
        1,
      );
    }
  },

  *audit(county, _settings, _postings, _circuits, placements) {
    for (const placement of placements) {
      const { recruit: who, opening } = placement;
      const found = obstacle(county, placement);
      if (!found) continue;
      const place = county.nameOf(opening.section);
      const post = county.postOf(opening);
      const why = obstacleInWords(county, placement, found);
      yield {
        teachers: [],
        sections: [opening.section.id],
        amount: 1,
        text: {
          zh: `${who.name}不能安置到${place.zh}任教${post.zh}：${why.zh}。`,
          en: `${who.name} cannot be placed at ${place.en} for ${post.en}: ${why.en}.`,
        },
      };
    }
    for (const [{ name }, made] of grouped(placements, (placement) => placement.recruit)) {
      if (made.length <= 1) continue;
      yield {
        teachers: [],
        sections: made.map(({ opening }) => opening.section.id),
        amount: made.length - 1,
        text: {
          zh: `${name}被安置到${made.length}个岗位。`,
          en: `${name} would be placed at ${made.length} posts.`,
        },
      };
    }
  },
});
