import { plural, twoDecimals } from '../amounts.ts';
import type { Case } from '../case.ts';
import type { Cell } from '../demand.ts';
import type { Opening } from '../opening.ts';
import type { Words } from '../plan.ts';

/** What lacks at an opening today. */
export function lackAt(county: Case, opening: Opening): Words {
  const { cell } = opening;
  const subject = county.postOf(opening);
  return cell.critical
    ? { zh: `该学部无人能教${subject.zh}`, en: `nobody in that section can teach ${subject.en}` }
    : {
        zh: `${subject.zh}需${twoDecimals(cell.need)}个专任教师，现有${twoDecimals(cell.supply)}个${byCircuit(cell).zh}，缺${twoDecimals(cell.gap)}个`,
        en: `${subject.en} needs ${twoDecimals(cell.need)} FTE, has ${twoDecimals(cell.supply)}${byCircuit(cell).en} and lacks ${twoDecimals(cell.gap)}`,
      };
}

/** Where somebody goes, and why there is a post. */
export function openingInWords(county: Case, opening: Opening): Words {
  const { cell, count, role } = opening;
  const place = county.nameOf(opening.section);
  const post = county.postOf(opening);
  const room =
    count > 0
      ? { zh: `空缺岗位${count}个`, en: `${plural(count, 'post')} open` }
      : { zh: '接替本次调出的教师', en: 'in place of one who leaves' };
  if (role) {
    const seat =
      count > 0
        ? { zh: `该职务空缺${count}个`, en: `${plural(count, 'seat')} vacant` }
        : { zh: '接任本次离任的干部', en: 'in succession to one who leaves' };
    return {
      zh: `到${place.zh}任${post.zh}：${seat.zh}。`,
      en: `Goes to ${place.en} as ${post.en}: ${seat.en}.`,
    };
  }
  const need = {
    zh: cell.critical
      ? `该学部无人能教${post.zh}`
      : `${post.zh}需${twoDecimals(cell.need)}个专任教师，现有${twoDecimals(cell.supply)}个${byCircuit(cell).zh}${cell.gap > 0 ? `，缺${twoDecimals(cell.gap)}个` : ''}`,
    en: cell.critical
      ? `nobody in that section can teach ${post.en}`
      : `${post.en} needs ${twoDecimals(cell.need)} FTE and has ${twoDecimals(cell.supply)}${byCircuit(cell).en}${cell.gap > 0 ? `, so it lacks ${twoDecimals(cell.gap)}` : ''}`,
  };
  const asked =
    cell.requested > 0
      ? {
          zh: `，校长申请补充${cell.requested}人并获批准`,
          en: `; the principal asked for ${cell.requested} and it was approved`,
        }
      : { zh: '', en: '' };
  return {
    zh: `到${place.zh}任教${post.zh}：${need.zh}${asked.zh}，${room.zh}。`,
    en: `Goes to ${place.en} for ${post.en}: ${need.en}${asked.en}; ${room.en}.`,
  };
}

/** How much of what is there comes by circuit teaching on file, and how much more there were without what is given away by it. */
function byCircuit({ circuitsIn, circuitsOut }: Cell): Words {
  const parts = [
    ...(circuitsIn > 0
      ? [
          {
            zh: `其中走教来${twoDecimals(circuitsIn)}个`,
            en: `${twoDecimals(circuitsIn)} of it by circuit teaching`,
          },
        ]
      : []),
    ...(circuitsOut > 0
      ? [
          {
            zh: `另有${twoDecimals(circuitsOut)}个外出走教`,
            en: `${twoDecimals(circuitsOut)} more teaching elsewhere by circuit`,
          },
        ]
      : []),
  ];
  if (parts.length === 0) return { zh: '', en: '' };
  return {
    zh: `（${parts.map(({ zh }) => zh).join('，')}）`,
    en: ` (${parts.map(({ en }) => en).join('; ')})`,
  };
}

/** Full-time posts as people read them, to two decimals. */
