// Reads feeds with rss-parser and prints what it makes of each, as newsboat.py does.
// Usage: node rssparser.mjs FILE...     (see README.md)
import { readFileSync } from "node:fs";
import Parser from "rss-parser";

const parser = new Parser();
const found = {};
for (const file of process.argv.slice(2)) {
  const feed = await parser.parseString(readFileSync(file, "utf8"));
  const items = feed.items.map((item) => ({
    id: item.guid ?? item.id,
    title: item.title,
    url: item.link,
    published: item.isoDate.replace(".000", ""),
    content: item.content,
  }));
  found[file] = { title: feed.title, url: feed.link, items };
}
console.log(JSON.stringify(found, null, 1));
