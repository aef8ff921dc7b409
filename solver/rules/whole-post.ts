import * as z from 'zod';
import { millionths } from '../demand.ts';
import { defineRule } from './rule.ts';

/**
 * Whole post
 *
 * A post is filled by a teacher who serves the whole of one: who serves 0.4 of a post would leave 0.6 of it open
 * and have it counted as filled. Class-teacher duty takes nothing from the share served, for it stays behind.
 *
 * Source: an opening is one full-time post (domain B1); local rules may send part-time teachers.
 */
export const wholePost = defineRule({
  name: 'whole-post',
  title: { zh: '整岗任教', en: 'Whole post' },
  unit: 'FTE',
  source: {
    zh: '一个空缺为一个全职岗位；各地可规定部分工作量补缺',
    en: 'An opening is one full-time post; local rules may let part of one fill it',
  },
  level: 'policy',
  clause: '空缺岗位由专任教师整岗补充',
  settings: z.strictObject({
    /** The least share of a full-time post that fills an opening. */
    leastFte: z.number().positive().max(1).default(1),
  }),

  states: ({ leastFte }) => ({
    zh: `任教不足${leastFte}个专任岗位的教师不补充空缺岗位。`,
    en: `A teacher who serves less than ${leastFte} of a full-time post fills no opening.`,
  }),

  keepsFrom: (_county, { leastFte }, { teacher, opening }) =>
    opening.role === null ? short(leastFte, teacher.fte) : 0,

  tells: (_county, { leastFte }, { teacher }) => ({
    zh: `${teacher.name}任教${teacher.fte}个专任岗位，不足${leastFte}个。`,
    en: `${teacher.name} serves ${teacher.fte} of a full-time post, less than ${leastFte}.`,
  }),

  away: (_county, { leastFte }, postings) => {
    const fte = postings[0]?.teacher.fte ?? 0;
    return leastFte === 1
      ? {
          zh: `空缺的是整岗，本人任教${fte}个专任岗位，不足1个。`,
          en: `each asks for a whole post, and the one served now is ${fte} of a post.`,
        }
      : {
          zh: `补充空缺须任教满${leastFte}个专任岗位，本人任教${fte}个。`,
          en: `each asks for at least ${leastFte} of a post, and the one served now is ${fte} of a post.`,
        };
  },
});

/** In whole millionths, so that 0.9 is short of 1 by 0.1. */
const short = (least: number, fte: number): number =>
  Math.max(0, millionths(least) - millionths(fte)) / millionths(1);
