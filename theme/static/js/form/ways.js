// The ways in which a file leaves the browser: as a new file on a forge, in a letter, as a download.

const LONGEST = 6000; // characters of an address: servers take 8000
const LETTER = 1900; // of a `mailto:` address: what every mail program takes

/**
 * The address of a forge's page for a new file, with the text in it if it fits and if that forge can take it.
 * GitHub: `/new/<branch>?filename=&value=`. Forgejo and Gitea: `/_new/<branch>/<folder>?filename=&value=`
 * (docs.gitea.com, Integrations). GitLab: `/-/new/<branch>?file_name=`; it takes no text.
 * @param {{kind: string, repository: string, branch: string}} forge
 * @param {string} path of the file in the repository
 * @returns {{href: string, whole: boolean}}
 */
export function forge({ kind, repository, branch }, path, text) {
  const at = path.lastIndexOf("/");
  const encoded = (part) => part.split("/").map(encodeURIComponent).join("/");
  const short = {
    github: `${repository}/new/${encoded(branch)}?filename=${encodeURIComponent(path)}`,
    gitlab: `${repository}/-/new/${encoded(branch)}?file_name=${encodeURIComponent(path)}`,
    forgejo: `${repository}/_new/${encoded(branch)}/${encoded(path.slice(0, at))}?filename=${encodeURIComponent(path.slice(at + 1))}`,
  }[kind];
  const long = `${short}&value=${encodeURIComponent(text)}`;
  const whole = kind !== "gitlab" && long.length <= LONGEST;
  return { href: whole ? long : short, whole };
}

/** A letter with the file as its text if it fits, else one to which the file has to be added. */
export function letter(to, subject, text, instead) {
  const address = (body) =>
    `mailto:${encodeURIComponent(to).replaceAll("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  const whole = address(text);
  return whole.length <= LETTER ? { href: whole, whole: true } : { href: address(instead), whole: false };
}
