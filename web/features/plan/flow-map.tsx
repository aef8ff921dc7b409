import { useId } from 'react';
import type { PlaceOnMapFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { bend, type Pair, sheetOf } from './flows.ts';

interface Props {
  /** Those drawn, the most people first. */
  readonly pairs: readonly Pair[];
  readonly schools: readonly PlaceOnMapFragment[];
  /** Key of the pair looked at. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

const width = 900;
const height = 560;
/** Schools named on the sheet: those that most people leave or reach; the rest are named when pointed at. */
const named = 14;
const directions = ['OUT', 'IN', 'LEVEL'] as const;
const places = ['URBAN', 'COUNTY_TOWN', 'TOWNSHIP_CENTRE', 'VILLAGE', 'TEACHING_POINT'] as const;

/** Schools where they lie and who goes from which to which: width by people, colour and dashes by direction. */
export function FlowMap({ pairs, schools, chosen, onChoose }: Props) {
  const { t } = useWords();
  const id = useId();
  const { points, placed } = sheetOf(schools, width, height);
  const drawn = pairs.filter(({ from, to }) => points.has(from.id) && points.has(to.id));
  const most = Math.max(1, ...drawn.map(({ people }) => people));
  const busiest = busiestOf(drawn);
  return (
    <svg
      className="flow-map"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('map.summary', { flows: drawn.length, schools: placed.length })}
    >
      <defs>
        {directions.map((direction) => (
          <marker
            key={direction}
            id={`${id}${direction}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            markerUnits="userSpaceOnUse"
            orient="auto"
            data-direction={direction}
          >
            <path d="M0 0 L8 4 L0 8 z" />
          </marker>
        ))}
      </defs>
      {drawn.map(({ key, from, to, people, direction }) => {
        const [start, end] = [points.get(from.id), points.get(to.id)];
        if (!start || !end) return null;
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table beside has the same by keyboard.
          <path
            key={key}
            d={bend(start, end)}
            className="flow"
            data-direction={direction}
            data-chosen={chosen === key || undefined}
            data-faded={(chosen !== undefined && chosen !== key) || undefined}
            strokeWidth={1.5 + (3.5 * people) / most}
            markerEnd={`url(#${id}${direction})`}
            onClick={() => onChoose(key)}
          >
            <title>{t('map.flow', { from: from.name, to: to.name, count: people })}</title>
          </path>
        );
      })}
      {placed.map((school) => {
        const point = points.get(school.id);
        if (!point) return null;
        return (
          <g
            key={school.id}
            transform={`translate(${point.x} ${point.y})`}
            className="flow-school"
            data-place={school.place}
          >
            <title>{`${school.name} · ${t(`place.${school.place}`)}`}</title>
            <PlaceShape place={school.place} />
            {busiest.has(school.id) ? (
              <text x={8} y={4}>
                {school.name}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

/** Kinds of places are told apart by shape, so that no colour is needed. */
function PlaceShape({ place }: { readonly place: PlaceOnMapFragment['place'] }) {
  switch (place) {
    case 'URBAN':
    case 'COUNTY_TOWN':
      return <rect x={-5} y={-5} width={10} height={10} />;
    case 'TOWNSHIP_CENTRE':
      return <path d="M0 -6 L6 5 L-6 5 z" />;
    case 'VILLAGE':
      return <circle r={4.5} />;
    case 'TEACHING_POINT':
      return <circle r={3} className="hollow" />;
  }
}

function busiestOf(pairs: readonly Pair[]): ReadonlySet<string> {
  const people = new Map<string, number>();
  for (const pair of pairs)
    for (const { id } of [pair.from, pair.to]) people.set(id, (people.get(id) ?? 0) + pair.people);
  const order = [...people].sort(([, one], [, other]) => other - one);
  return new Set(order.slice(0, named).map(([id]) => id));
}

/** What shapes, colours and dashes mean. */
export function MapKey() {
  const { t } = useWords();
  return (
    <ul className="map-key small">
      {directions.map((direction) => (
        <li key={direction}>
          <svg width="34" height="12" aria-hidden="true">
            <path d="M1 6 L33 6" className="flow" data-direction={direction} strokeWidth="3" />
          </svg>
          {t(`map.direction.${direction}`)}
        </li>
      ))}
      {places.map((place) => (
        <li key={place}>
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <g className="flow-school" data-place={place}>
              <PlaceShape place={place} />
            </g>
          </svg>
          {t(`place.${place}`)}
        </li>
      ))}
    </ul>
  );
}
