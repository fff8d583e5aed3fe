// What the finder's modules hand each other. For people and editors: no page loads this.

/** Words in the page's language, or parts: such words, and `[words, language]`; without a language it is a name. */
export type Text = string | Array<string | [words: string, language: string]>;

/** A time of day, which many dates have. Minutes are those after 00:00 of the first day. */
export interface Time {
  /** 1: whole days. */
  whole: 0 | 1;
  begin: number;
  /** Its beginning, if nobody knows the end. */
  end: number;
  /** When nobody can go there any more. */
  over: number;
  /** How many days follow the first. */
  more: number;
  /** Bits: 1 morning, 2 afternoon, 4 evening. */
  parts: number;
  /** Before the start, the start, after it. */
  words: [string, string, string];
  /** The same number for those that begin and end together. */
  rank: number;
}

/** A date, shared by all activities that have the same dates. */
export interface Moment {
  /** Its first and its last day, as numbers (see `dates.js`). */
  day: number;
  lastDay: number;
  /** Minutes since 1970 on the town's clock, as those of `time`. */
  begin: number;
  end: number;
  over: number;
  time: Time;
  /** Which of the dates of its activity it is. */
  place: number;
  /** It does not take place. */
  off: boolean;
  /** It is the next one, after the days of the lists. */
  later: boolean;
}

/** Each value once, and of each activity which of them it has. */
export interface Column<Value> {
  sets: Value[];
  of: ArrayLike<number>;
}

/** Activities in the order of their titles: each is a number. Of a part of the agenda, or of all of it. */
export interface View {
  index: Index;
  number: number;
  /** The areas of which all is in it; null: all areas. */
  areas: Set<string> | null;
  /** Ids by kind: area, audience, topic, price, access, language, registration. */
  keys: Record<string, Column<string[]>>;
  dates: Column<Array<[day: number, time: number, bits?: number]>>;
  /** 1: it has no fixed time, or not only. */
  undated: Uint8Array;
  /** 1: nobody has checked it for long; it stands after the others of its day. */
  unchecked: Uint8Array;
  /** Fetches the words of these where they are not there. */
  read(numbers: Iterable<number>): Promise<void>;
  /** Its words, once they are there. */
  text(number: number): Words;
}

/** What the page shows of an activity. What is empty is left out. */
export interface Words {
  /** `organization/slug` */
  address: string;
  title: Text;
  summary: Text;
  place?: Text;
  /** Names, with a comma between them. */
  organization: Text;
  price?: string;
  facts?: Text;
  /** Since when nobody has checked it. */
  unchecked?: string;
  example?: 1;
  /** What is otherwise on a date, by its place among the dates. */
  other?: Record<string, { status?: string; note?: Text; place?: Text; facts?: Text }>;
  /** The next date in words, if that is after the days of the lists. */
  later?: string;
}

/** All that the files say (plugins/agenda/finder.py), and the activities in views. */
export interface Index extends Record<string, any> {
  times: Time[];
  /** Everything is in one file. */
  whole: boolean;
  view(areas: Set<string> | null, more?: { anywhere?: boolean; words?: boolean }): Promise<View>;
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
  dates: List<Item>;
  later: List<Item>;
  undated: List<Omit<Item, "date">>;
  /** How many each option would leave, given the other choices: by kind and key. Of an area not wholly in the view: none. */
  counts: Record<string, Record<string, number>>;
}

export interface List<One> {
  length: number;
  at(place: number): One;
}

export interface Item {
  number: number;
  near: boolean;
  date: Moment;
}
