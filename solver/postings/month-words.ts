import type { Words } from '../plan.ts';
import type { MonthPay } from './month.ts';

/** How the figures of a month are reckoned, for whoever asks why. */
export function monthWords({ days, area, transport, reckoned }: MonthPay): Words {
  const { length, years, perMonth, share, parts } = reckoned;
  const zones = parts.map(({ zone, days: served, area: monthly }) => ({
    zh: `${zone ?? '未划分区域'}${served}天（每月${monthly}元）`,
    en: `${served} of them in ${zone ?? 'no zone'} (${monthly} yuan a month)`,
  }));
  const served = {
    zh: `当月${length}天，在岗${days}天：${zones.map(({ zh }) => zh).join('、')}。`,
    en: `${days} of ${length} days served, ${zones.map(({ en }) => en).join(', ')}.`,
  };
  const byYears = {
    zh: `月初教龄满${years}年，交通补贴每月${perMonth}元。`,
    en: `${years} complete years of teaching on the first: ${perMonth} yuan a month for transport.`,
  };
  const paid = {
    whole: {
      zh: `按整月发放：区域津贴${area}元，交通补贴${transport}元。`,
      en: `Paid whole: ${area} yuan by zone and ${transport} for transport.`,
    },
    'by-day': {
      zh: `按天折算，四舍五入到元：区域津贴${area}元，交通补贴${transport}元。`,
      en: `Paid by the day, to the nearest yuan: ${area} yuan by zone and ${transport} for transport.`,
    },
    'too-short': { zh: '不足半月，不发放。', en: 'Less than half a month: nothing is paid.' },
    'unpaid-month': { zh: '当月不在发放月份内，不发放。', en: 'The month is none that is paid: nothing.' },
  }[share];
  return { zh: `${served.zh}${byYears.zh}${paid.zh}`, en: `${served.en} ${byYears.en} ${paid.en}` };
}
