// What the finder's modules hand each other. For people and editors: no page loads this.

/** Words in the page's language, or parts: such words, and `[words, language]`; without a language it is a name. */
export type Text = string | Array<string | [words: string, language: string]>;

/** A date of an activity. */
export interface Moment {
  /** Local ISO time, or a day. */
  start: string;
  /** The same; of a whole day the last one; null: not known. */
  end: string | null;
  /** It does not take place. */
  off: boolean;
  /** Its first and its last day, as numbers (see `dates.js`). */
  day: number;
  lastDay: number;
  /** Bits: 1 morning, 2 afternoon, 4 evening. */
  parts: number;
  /** Its words: before the start, the start, after it. */
  clock: [string, string, string];
  /** Minutes since 1970 on the town's clock: when it begins, and when nobody can go there any more. */
  begin: number;
  over: number;
  /** What is otherwise than for the activity. */
  other: { status?: string; note?: Text; place?: Text; facts?: Text };
}

export interface Activity {
  /** `organization/slug` */
  address: string;
  title: string;
  summary: string;
  place: string;
  /** Names, with a comma between them. */
  organization: string;
  /** The same as the page shows them. */
  shown: { title: Text; summary: Text; place: Text };
  /** Words of a card; may be empty. */
  price: string;
  facts: Text;
  /** Since when nobody has checked it; such an activity stands after the others of its day. */
  unchecked?: string;
  example: boolean;
  /** It has no fixed time, or not only. */
  undated: boolean;
  /** Ids by kind: area, audience, topic, organization, place, campaign, price, access, language, registration, form. */
  keys: Record<string, string[]>;
  /** To the horizon, in order. */
  dates: Moment[];
  /** The next date, if it is after the horizon, and that day in words. */
  later: (Moment & { words: string }) | null;
}

/** What somebody chose, by the keys of the index; what is left out or empty is not chosen. */
export interface Chosen {
  search?: string;
  /** Of an area or a district. */
  area?: string;
  nearby?: boolean;
  when?: string;
  /** Days, both in. */
  from?: number;
  until?: number;
  part?: string[];
  day?: string[];
  price?: string;
  /** One of these each, but all of `access`. */
  audience?: string[];
  topic?: string[];
  registration?: string[];
  language?: string[];
  access?: string[];
}

/** What fits. `matches`: of each activity 1 if a search finds it; null: nobody searched. */
export interface Found {
  /** Activities of which a date fits, or that have none. */
  total: number;
  /** More of them without a fixed time, which have no date that fits. */
  also: number;
  /** The first day of the list. */
  from: number;
  /** In the order of the list; `near`: only in an area beside the one that was chosen. */
  dates: { length: number; at(place: number): Item };
  later: Item[];
  undated: Array<Omit<Item, "date">>;
  /** How many each option would leave, given the other choices: by kind and key. */
  counts: Record<string, Record<string, number>>;
}

export interface Item {
  activity: Activity;
  near: boolean;
  date: Moment;
}
