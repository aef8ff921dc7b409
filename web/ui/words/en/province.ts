/** The words of a province's batches in English. */
export const provinceWords = {
  province: {
    title: 'Whole province',
    lead: 'Solves the rounds that the counties of the province are planning. Each county gets a draft, which its HR officers take up.',
    start: 'Solve the province',
    startHelp:
      'What counties ask for themselves comes first; each is solved by its facts as they stand when its turn comes.',
    underWay: 'A batch of the province is under way.',
    empty: 'The province has not been solved yet',
    emptyText:
      'Choose the school year and start. Counties without a round, past planning, or solving it themselves are left out, and can be made up for later.',
    all: 'All batches',
    requested: 'Asked for',
    batch: 'The province, school year {{year}}',
    state: { RUNNING: 'under way', DONE: 'done', CANCELLED: 'cancelled' },
    counties: 'Counties',
    done: 'With a plan',
    waiting: 'Waiting or solving',
    failed: 'Failed',
    cancelled: 'Cancelled',
    leftOut: 'Left out',
    unfilled: 'Openings unfilled',
    proven: 'Plans proven optimal',
    cancel: 'Cancel the batch',
    restart: 'Ask again for the rest',
    county: 'County',
    round: 'Round',
    took: 'Time',
    seconds: '{{count}} s',
  },
};
