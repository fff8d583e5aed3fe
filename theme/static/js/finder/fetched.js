/** What the site should have cannot be had. */
export class Missing extends Error {}

/** The content of a JSON file of the site. Throws `Missing` */
export async function fetched(url, options) {
  const answer = await fetch(url, options).catch(() => null);
  const content = answer?.ok && await answer.json().catch(() => null);
  if (!content) throw new Missing(url);
  return content;
}
