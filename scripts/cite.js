// Citations in other formats, made from BibTeX as this site writes it. Loaded when they are asked for.
(function () {
  "use strict";
  const CHARS = {
    textbackslash: "\\", textbraceleft: "{", textbraceright: "}", textasciitilde: "~", textasciicircum: "^",
  };
  const TYPES = {
    misc: ["online", "GEN", "document"], article: ["article", "JOUR", "article-journal"],
    inproceedings: ["inproceedings", "CONF", "paper-conference"], incollection: ["incollection", "CHAP", "chapter"],
    book: ["book", "BOOK", "book"], phdthesis: ["thesis", "THES", "thesis"], mastersthesis: ["thesis", "THES", "thesis"],
    techreport: ["report", "RPRT", "report"],
  };
  const REPORTS = { phdthesis: "PhD thesis", mastersthesis: "Master's thesis", techreport: "Technical report" };
  const NEW_NAMES = {
    journal: "journaltitle", address: "location", school: "institution", archivePrefix: "eprinttype",
    primaryclass: "eprintclass",
  };
  const MARK = String.fromCharCode(1); // no text of a record holds it, and no file of the site
  const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
  const EXACT = new Set(["doi", "eprint", "archivePrefix", "isbn", "issn", "url", "year", "month"]);

  // LaTeX to plain text: commands to letters, braces away; of maths its letters.
  function plain(text) {
    return text
      .replace(/\$((?:[^$\\]|\\.)*)\$/g, (_, maths) => maths.replace(/\\(?:mathrm|mathbf|mathit|mathcal|text|operatorname)\b/g, "")
        .replace(/\\ell\b ?/g, "ℓ").replace(/\\([a-zA-Z]+) ?/g, "$1")
        .replace(/_(?:\{(\d+)\}|(\d))/g, (_all, many, one) => [...(many || one)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join(""))
        .replace(/\^(?:\{(\d+)\}|(\d))/g, (_all, many, one) => [...(many || one)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join(""))
        .replace(/[{}_^\\]/g, ""))
      .replace(/\\([a-z]+)\{\}/g, (all, name) => (name in CHARS ? `${MARK}${Object.keys(CHARS).indexOf(name)}` : all))
      .replace(/\\(?:emph|textbf|texttt)\{/g, "{")
      .replace(/\\([&%$#_])/g, "$1")
      .replace(/[{}]/g, "")
      .replace(/\u0001(\d)/g, (_, place) => Object.values(CHARS)[place]);
  }

  function parse(text) {
    return text.split(/\n(?=@)/).filter((one) => one.trim()).map((one) => {
      const [, type, key] = /^\s*@(\w+)\{([^,]+),/.exec(one);
      const raw = {};
      for (const [, name, braced, bare] of one.matchAll(/^ {2}([\w-]+) = (?:\{(.*)\}|(\w+)),$/gm)) raw[name] = braced ?? bare;
      return read(type, key, raw, `${one.trim()}\n`);
    });
  }

  function read(type, key, raw, bibtex) {
    const get = (name) => (raw[name] ? (EXACT.has(name) ? raw[name] : plain(raw[name])) : "");
    const people = (name) => (raw[name] ? split(raw[name]).filter((one) => one !== "others").map(person) : []);
    const body = get("school") || get("institution");
    const doi = get("doi"), eprint = get("eprint");
    const url = doi ? `https://doi.org/${doi}` : eprint ? `https://arxiv.org/abs/${eprint}` : get("url");
    return {
      type, key, raw, bibtex, body, doi, eprint, address: url, title: get("title"), authors: people("author"),
      more: Boolean(raw.author) && split(raw.author).includes("others"), editors: people("editor"),
      container: get("journal") || get("booktitle"), year: get("year"), month: MONTHS.indexOf(raw.month) + 1,
      volume: get("volume"), number: get("number"), pages: get("pages").replace(/--/g, "–"), series: get("series"),
      publisher: get("publisher"), place: get("address"), isbn: get("isbn"), issn: get("issn"), url: get("url"),
    };
  }

  // At every " and " outside of braces.
  function split(text) {
    const found = [""];
    let depth = 0;
    for (const part of text.split(/( and |[{}])/)) {
      if (part === "{") depth += 1;
      if (part === "}") depth -= 1;
      if (part === " and " && depth === 0) found.push("");
      else found[found.length - 1] += part;
    }
    return found;
  }

  function person(text) {
    const parts = [""];
    let depth = 0;
    for (const char of text) {
      depth += (char === "{") - (char === "}");
      if (char === "," && depth === 0) parts.push("");
      else parts[parts.length - 1] += char;
    }
    const clean = parts.map((part) => plain(part).trim());
    if (clean.length === 1) return { literal: clean[0] };
    const particle = /^(?:\p{Ll}[\p{L}'’.]* )*/u.exec(parts[0])[0].trim();
    return {
      particle, family: plain(parts[0].slice(particle.length)).trim(), given: clean[clean.length - 1],
      suffix: clean.length > 2 ? clean[1] : "",
    };
  }

  const some = (parts, between = " ") => parts.filter(Boolean).join(between);
  const whole = (name) => name.literal ?? some([name.given, name.particle, name.family]) + (name.suffix ? `, ${name.suffix}` : "");
  const family = (name) => some([name.particle, name.family]);
  const CUT = /[^\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\s.-]/u;

  function initials(given) {
    if (given && !CUT.test(given)) return given;
    return some(given.split(" ").filter((word) => !/^[("'“‘]/.test(word)).map(initial));
  }
  function initial(word) {
    if (word.includes("-")) return some(word.split("-").map(initial), "-");
    if (word.replace(/\.+$/, "").includes(".")) return some(word.split(".").map(initial));
    if (/^\p{Lu}{2,3}$/u.test(word)) return [...word].map((letter) => `${letter}.`).join(" ");
    const first = /[\p{L}\p{N}_]/u.exec(word);
    return first ? `${first[0]}.` : "";
  }
  const short = (name) => name.literal ?? some([initials(name.given), name.particle, name.family]) + (name.suffix ? `, ${name.suffix}` : "");
  const turned = (name) => name.literal ?? some([family(name), initials(name.given), name.suffix], ", ");

  function joined(names, paper, word, commaOfTwo) {
    if (paper.more) return names.length ? `${names.join(", ")} et al.` : "";
    if (names.length < 2) return names.join("");
    const comma = names.length > 2 || commaOfTwo ? "," : "";
    return `${names.slice(0, -1).join(", ")}${comma} ${word} ${names.at(-1)}`;
  }
  const stop = (text, mark = ".") => (text && !/[.?!]$/.test(text) ? text + mark : text);
  const isPart = (paper) => paper.type === "inproceedings" || paper.type === "incollection";
  const bodyOf = (paper) => (REPORTS[paper.type] ? paper.body : paper.publisher);

  const STYLES = {
    plain(p) {
      const volume = p.volume + (p.number ? `(${p.number})` : "");
      const source = some([p.container && some([p.container, volume]), REPORTS[p.type], p.container ? "" : bodyOf(p), p.pages], ", ");
      return some([stop(joined(p.authors.map(whole), p, "and")), stop(p.title), stop(some([source, p.year], ", ")), p.address]);
    },
    apa(p) {
      let names = p.authors.map(turned);
      names = names.length > 20 ? `${names.slice(0, 19).join(", ")}, . . . ${names.at(-1)}` : joined(names, p, "&", true);
      const volume = p.volume + (p.number ? `(${p.number})` : "");
      const said = isPart(p) ? (p.pages ? ` (pp. ${p.pages})` : "") : [volume, p.pages].filter(Boolean).map((one) => `, ${one}`).join("");
      const title = REPORTS[p.type] ? `${p.title} [${REPORTS[p.type]}].` : stop(p.title);
      return some([stop(names), `(${p.year || "n.d."}).`, title, p.container && `${isPart(p) ? "In " : ""}${p.container}${said}.`, stop(bodyOf(p)), p.address]);
    },
    ieee(p) {
      const names = p.authors.map(short);
      const people = names.length > 6 ? `${names[0]} et al.` : joined(names, p, "and");
      const pages = p.pages && `${/[–,]/.test(p.pages) ? "pp." : "p."} ${p.pages}`;
      const said = some([
        p.volume && `vol. ${p.volume}`, p.number && `no. ${p.number}`, REPORTS[p.type], p.container ? "" : bodyOf(p), p.year, pages,
        p.doi ? `doi: ${p.doi}` : p.eprint && `arXiv:${p.eprint}`,
      ], ", ");
      const title = `“${stop(p.title, said || p.container ? "," : ".")}”`;
      const container = p.container && `${p.type === "article" ? "" : "in "}${p.container}${said ? "," : "."}`;
      return some([people && `${people},`, title, container, said && `${said}.`, p.doi || p.eprint ? "" : p.address]);
    },
    acm(p) {
      const volume = isPart(p) ? "" : some([p.volume && ` ${p.volume}`, p.number && `, ${p.number}`], "");
      const container = p.container && `${isPart(p) ? "In " : ""}${p.container}${volume}${p.series ? ` (${p.series})` : ""}.`;
      return some([
        stop(joined(p.authors.map(whole), p, "and")), `${p.year || "[n. d.]"}.`, stop(p.title), container,
        stop(some([REPORTS[p.type], bodyOf(p), p.pages], ", ")), p.address,
      ]);
    },
  };

  function biblatex(p) {
    const type = p.type === "misc" && !p.eprint ? "misc" : (TYPES[p.type] || [p.type])[0];
    const kind = { phdthesis: "phdthesis", mastersthesis: "mathesis", techreport: "techreport" }[p.type];
    const lines = [];
    for (const [name, value] of Object.entries(p.raw)) {
      if (name === "month" && p.year) continue;
      if (name === "year") {
        if (kind) lines.push(`  type = {${kind}},`);
        lines.push(`  date = {${value}${p.month ? `-${String(p.month).padStart(2, "0")}` : ""}},`);
      } else lines.push(`  ${NEW_NAMES[name] || name} = ${name === "month" ? value : `{${value}}`},`);
    }
    if (kind && !p.year) lines.push(`  type = {${kind}},`);
    return `@${type}{${p.key},\n${lines.join("\n")}\n}\n`;
  }

  function ris(p) {
    const type = p.type === "misc" && p.eprint ? "UNPB" : (TYPES[p.type] || TYPES.misc)[1];
    const name = (one) => one.literal ?? some([family(one), one.given, one.suffix], ", ");
    const [first, last] = /[,]/.test(p.pages) ? [p.pages, ""] : p.pages.split("–");
    const isPaper = p.type === "inproceedings";
    const lines = [
      ["TY", type], ["ID", p.key], ["TI", p.title], ...p.authors.map((one) => ["AU", name(one)]), ...(p.more ? [["AU", "others"]] : []),
      ...p.editors.map((one) => ["A2", name(one)]), ["C3", isPaper && p.container], ["T2", p.container], ["T3", p.series],
      ["PY", p.year], ["DA", p.month && p.year && `${p.year}/${String(p.month).padStart(2, "0")}//`], ["VL", p.volume],
      ["IS", p.number], ["SP", first], ["EP", last], ["PB", p.body || p.publisher], ["CY", p.place],
      ["M3", p.type === "techreport" ? "" : REPORTS[p.type]], ["DO", p.doi], ["AN", p.eprint && `arXiv:${p.eprint}`],
      ["DB", p.eprint && "arXiv"], ["SN", p.isbn], ["SN", p.issn], ["UR", p.url],
    ];
    return `${lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}\r\n`).join("")}ER  - \r\n\r\n`;
  }

  function csl(p) {
    const isPreprint = p.type === "misc" && p.eprint;
    const name = (one) => (one.literal ? { literal: one.literal }
      : kept({ family: one.family, given: one.given, "non-dropping-particle": one.particle, suffix: one.suffix }));
    return kept({
      id: p.key, "citation-key": p.key, type: isPreprint ? "article" : (TYPES[p.type] || TYPES.misc)[2], title: p.title,
      author: [...p.authors.map(name), ...(p.more ? [{ literal: "others" }] : [])], editor: p.editors.map(name),
      "container-title": p.container, "collection-title": p.series, publisher: p.body || p.publisher || (isPreprint ? "arXiv" : ""),
      "publisher-place": p.place, genre: isPreprint ? "preprint" : p.type === "techreport" ? "" : REPORTS[p.type], volume: p.volume,
      [p.type === "techreport" ? "number" : "issue"]: p.number, page: p.pages.replace(/–/g, "-"),
      issued: p.year && { "date-parts": [p.month ? [Number(p.year), p.month] : [Number(p.year)]] },
      archive: p.eprint && "arXiv", archive_location: p.eprint, DOI: p.doi, ISBN: p.isbn, ISSN: p.issn, URL: p.url,
    });
  }
  const kept = (made) => Object.fromEntries(Object.entries(made).filter(([, value]) => (Array.isArray(value) ? value.length : value)));

  function markdown(p) {
    const text = (words) => words.replace(/[\\`*_[\]<>#|~$]/g, "\\$&");
    const title = p.address ? `[${text(p.title)}](${p.address.replace(/[()<> ]/g, encodeURIComponent)})` : text(p.title);
    const names = p.authors.length > 6 ? `${p.authors.slice(0, 6).map(whole).join(", ")} et al.` : joined(p.authors.map(whole), p, "and");
    return `- ${title} - ${some([stop(text(names)), stop(text(some([p.container, p.year], ", ")))])}\n`;
  }

  const each = (make) => (papers) => papers.map(make).join("");
  const style = (name) => (papers) => papers.map((paper) => `${STYLES[name](paper)}\n`).join("");
  // Name on the button, ending of a file, and the function.
  const FORMATS = {
    bibtex: ["BibTeX", "bib", (papers) => papers.map((paper) => paper.bibtex).join("\n")],
    biblatex: ["BibLaTeX", "bib", (papers) => papers.map(biblatex).join("\n")],
    ris: ["RIS", "ris", each(ris)],
    csl: ["CSL-JSON", "json", (papers) => `${JSON.stringify(papers.map(csl), null, 1)}\n`],
    markdown: ["Markdown", "md", each(markdown)],
    apa: ["APA", "txt", style("apa")],
    ieee: ["IEEE", "txt", style("ieee")],
    acm: ["ACM", "txt", style("acm")],
    plain: ["Plain text", "txt", style("plain")],
  };
  window.readingList = Object.assign(window.readingList || {}, { parse, FORMATS });
})();
