import type { Shape } from '../shape.ts';
import type { certificatesWords as zhCn } from '../zh-cn/certificates.ts';

/** The words of the certificates in English. */
export const certificatesWords: Shape<typeof zhCn> = {
  certificates: {
    title: 'Certificates',
    lead: 'Published and final plans with what proves them: anyone can check on a machine of their own that a plan keeps the rules and that none is better, without trusting this server.',
    drafts: 'Plans that are not published too',
    empty: 'No plan is published yet',
    emptyText: 'Published plans stand here with the hash of their facts and the way to check them.',
    emptyDrafts: 'There are plans, but none is published. Tick the box above to see them.',
    plan: 'Plan',
    state: 'Stage',
    proof: 'Proof',
    goals: '{{proven}} of {{count}} goals proven best',
    byHand: 'made by hand: every rule is checked, nothing is claimed of how good it is',
    hash: 'Hash of the facts (SHA-256)',
    files: 'Files to check',
    problem: 'Facts',
    planFile: 'Plan',
    askBureau: 'they hold personal data: the bureau’s HR officer hands them over',
    how: 'How to check',
    step: {
      download: 'Download facts and plan, and save them as problem.json and plan.json.',
      ask: 'Ask the bureau’s HR officer for facts and plan of this plan, saved as problem.json and plan.json. They hold personal data of teachers: keep them safe.',
      run: 'On any machine with this program’s source (no network, no database), run the command below.',
      compare:
        'It prints the hash of the facts. If that is the one in the table, the facts are the same, unchanged.',
      exit: 'Exit code 0: confirmed; 1: the plan is wrong; 2: a file is wrong; 3: no plan exists indeed; 4: the search was cut short, nothing is proven yet.',
    },
    independent:
      'The checker has no solver in it: it checks every rule anew, and the bound of every goal in exact arithmetic.',
  },
};
