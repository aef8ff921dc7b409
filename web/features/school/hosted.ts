import type { HostedPostingFragment } from '../../graphql/generated/graphql.ts';

/** Whether somebody is asked to report for duty here and has not yet. */
export const toReport = ({ state, reportBy, reportedOn }: HostedPostingFragment): boolean =>
  (state === 'ORDERED' || state === 'SERVING') && reportBy != null && reportedOn == null;

/** Whether somebody serves here whom the school has not assessed yet, or an assessment was returned. */
export const toAssess = ({ state, assessments }: HostedPostingFragment): boolean =>
  (state === 'SERVING' && assessments.length === 0) ||
  assessments.some((assessment) => assessment.state === 'RETURNED');
