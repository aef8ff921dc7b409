/** A point in WGS84 degrees. */
export interface Point {
  longitude: number;
  latitude: number;
}

/**
 * The road distance between two points in km: great circle × `roadFactor`, rounded to 100 m, so that what is
 * compared with a limit is what is printed.
 */
export function roadKm(from: Point, to: Point, roadFactor: number): number {
  const north = radians(to.latitude - from.latitude);
  const east = radians(to.longitude - from.longitude);
  const chord =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(east / 2) ** 2;
  const circle = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  return Math.round(circle * roadFactor * 10) / 10;
}

/** A distance that `roadKm` is never below, from the latitudes alone: tells at once what is too far. */
export const roadKmAtLeast = (from: Point, to: Point, roadFactor: number): number =>
  radians(Math.abs(to.latitude - from.latitude)) * EARTH_RADIUS_KM * roadFactor - ROUNDING;

/** Half of what a distance is rounded to. */
const ROUNDING = 0.05;

/** The mean radius of the Earth (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
