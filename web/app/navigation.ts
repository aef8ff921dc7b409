import type { LinkProps } from '@tanstack/react-router';
import type { zhCn } from '../ui/words/zh-cn.ts';
import type { useReader } from './session.tsx';

type Reader = ReturnType<typeof useReader>;

/** A line of the menu: its words are `nav.<key>`. */
interface Place {
  readonly key: keyof typeof zhCn.nav;
  readonly to: NonNullable<LinkProps['to']>;
  /** Whether the reader has anything to do there. */
  readonly seenBy: (reader: Reader) => boolean;
  /** Further pages that stand under this line, by the beginning of their address. */
  readonly within?: readonly string[];
}

/** The lines under one heading `navGroup.<key>`; one without lines for the reader is not shown. */
interface Group {
  readonly key: keyof typeof zhCn.navGroup;
  readonly places: readonly Place[];
}

const editors = ({ mayEdit }: Reader) => mayEdit;
const countyReaders = ({ readsCounty }: Reader) => readsCounty;
const countyOrSchool = ({ readsCounty, school }: Reader) => readsCounty || school !== undefined;

const headsSchool = ({ school }: Reader) => school !== undefined;

/** The whole menu, in the order of the year's work; what a reader may not do is not offered. */
const navigation: readonly Group[] = [
  {
    key: 'work',
    places: [
      {
        key: 'today',
        to: '/today',
        seenBy: (reader) => countyOrSchool(reader) || reader.teacherId === undefined,
      },
      { key: 'school', to: '/school', seenBy: headsSchool },
      { key: 'me', to: '/me', seenBy: ({ teacherId }) => teacherId !== undefined },
    ],
  },
  {
    key: 'registry',
    places: [
      { key: 'registry', to: '/registry', seenBy: countyOrSchool },
      { key: 'import', to: '/import', seenBy: editors },
      { key: 'corrections', to: '/corrections', seenBy: editors },
    ],
  },
  {
    key: 'planning',
    places: [
      { key: 'gaps', to: '/gaps', seenBy: countyOrSchool },
      { key: 'requests', to: '/requests', seenBy: (reader) => editors(reader) || headsSchool(reader) },
      { key: 'rounds', to: '/rounds', seenBy: countyOrSchool, within: ['/plans/', '/compare'] },
      { key: 'objections', to: '/objections', seenBy: countyReaders },
      { key: 'scenarios', to: '/scenarios', seenBy: countyReaders },
      { key: 'roadmap', to: '/roadmap', seenBy: countyReaders },
      {
        key: 'province',
        to: '/province',
        seenBy: ({ viewer }) => viewer.grants.some(({ province }) => province != null),
      },
    ],
  },
  {
    key: 'carryingOut',
    places: [
      { key: 'letters', to: '/letters', seenBy: editors },
      { key: 'postings', to: '/postings', seenBy: countyReaders },
      { key: 'allowances', to: '/allowances', seenBy: countyReaders },
      { key: 'rollover', to: '/rollover', seenBy: editors },
    ],
  },
  {
    key: 'oversight',
    places: [
      { key: 'indicators', to: '/indicators', seenBy: countyReaders },
      { key: 'rectification', to: '/rectification', seenBy: countyReaders },
      { key: 'inspection', to: '/inspection', seenBy: countyReaders },
      { key: 'certificates', to: '/certificates', seenBy: countyReaders },
      { key: 'publicFigures', to: '/public-figures', seenBy: editors },
    ],
  },
  {
    key: 'settings',
    places: [
      { key: 'policy', to: '/policy', seenBy: countyOrSchool },
      { key: 'users', to: '/users', seenBy: ({ keeps }) => keeps !== undefined },
      { key: 'audit', to: '/audit', seenBy: countyReaders },
      { key: 'account', to: '/account', seenBy: () => true },
    ],
  },
];

/** The menu as `reader` sees it. */
export const menuOf = (reader: Reader): readonly Group[] =>
  navigation
    .map(({ key, places }) => ({ key, places: places.filter(({ seenBy }) => seenBy(reader)) }))
    .filter(({ places }) => places.length > 0);
