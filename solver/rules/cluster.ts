import * as z from 'zod';
import { clusterKinds } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Cluster
 *
 * Teachers of a school in a closed cluster are exchanged within it only, and no others come in.
 *
 * Source: 远安县: three closed pools, township primary, township middle and urban schools (domain A6, 2).
 */
export const cluster = defineRule({
  name: 'cluster',
  title: { zh: '片区内交流', en: 'Within the cluster' },
  unit: 'moves',
  source: {
    zh: '远安县：三个区域内分别交流；政策未写明时不启用',
    en: "Yuan'an county: regional exchange in three closed pools; off unless the policy says so",
  },
  level: 'off',
  clause: '教师在本学区（集团、片区）内交流',
  settings: z.strictObject({
    /** The kinds of cluster that are closed. */
    kinds: z.array(z.enum(clusterKinds)).min(1).default(['pool']),
  }),

  states: ({ kinds }) => ({
    zh: `交流限于同一${kinds.map((kind) => clusterNames[kind].zh).join('、')}之内。`,
    en: `Moves stay within one ${kinds.map((kind) => clusterNames[kind].en).join(', ')}.`,
  }),

  keepsFrom(county, { kinds }, { from, opening }) {
    const home = county.school(from.school);
    const closed =
      county.clustersOf(home, kinds).length + county.clustersOf(opening.school, kinds).length > 0;
    const shared = county.clustersOf(home, kinds).some((id) => opening.school.clusters.includes(id));
    return closed && !shared ? 1 : 0;
  },

  tells: (county, _settings, { teacher, from, opening }) => ({
    zh: `${teacher.name}由${county.school(from.school).name}到${opening.school.name}，超出片区范围。`,
    en: `${teacher.name} would go from ${county.school(from.school).name} to ${opening.school.name}, which are not in one cluster.`,
  }),

  away(county, { kinds }, postings) {
    const [first] = postings;
    const home = first ? county.school(first.from.school).name : '';
    return {
      zh: `与现任教的${home}不在同一${kinds.map((kind) => clusterNames[kind].zh).join('、')}，而交流限于其内。`,
      en: `not in one ${kinds.map((kind) => clusterNames[kind].en).join(' or ')} with ${home}, and exchanges stay within it.`,
    };
  },
});

export const clusterNames = {
  district: { zh: '学区', en: 'district' },
  group: { zh: '教育集团', en: 'group' },
  pair: { zh: '结对学校', en: 'pair' },
  pool: { zh: '联谊片区', en: 'pool' },
};
