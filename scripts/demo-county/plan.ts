import type { Place, School, Section } from '../../solver/problem.ts';
import type { Cluster, Zone } from './registry.ts';

/** What a county is to be like, before chance fills it with people. */
export interface CountyPlan {
  county: { code: string; name: string };
  zones: readonly Zone[];
  clusters: readonly Cluster[];
  schools: readonly SchoolPlan[];
  /** Serving teachers in urban and county-town schools, and in all the others. */
  teachers: { urban: number; rural: number };
  /** Cadres by role; every school has its principal. */
  cadres: { deputy: number; 'mid-level': number; reserve: number };
}

export interface SchoolPlan {
  code: string;
  name: string;
  place: Place;
  weak: boolean;
  /** Longitude and latitude. */
  at: readonly [number, number];
  zone: string;
  clusters: readonly string[];
  beds: number;
  /** Classes of grades 1 to 6, and of grades 7 to 9. */
  primary?: readonly number[];
  junior?: readonly number[];
  /** The fewest and the most pupils in a class. */
  size: readonly [number, number];
}

/** A section with its school; `inTown`: in the county seat. */
export interface Site {
  section: Section;
  school: School;
  inTown: boolean;
}
