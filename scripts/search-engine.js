// Finds papers: words, the query language, matching and ranking, over the columns that a build
// writes by year. It knows no page. As a worker it answers messages; a page from a file, where
// browsers allow no workers, calls it in slices of time. Python's `catalog/tokens.py`, `query.py`
// and `matching.py` do the same, and one table of cases, `tests/cases/queries.json`, tests both.
(function (scope) {
  "use strict";

  // Words

  const PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t",
    "ı": "i", "ŋ": "n", "ĸ": "k", "ɨ": "i", "ƶ": "z", "ß": "ss", "ς": "σ", "\u0345": "ι",
  };
  for (const mark of "‘’‚‛ʼ′") PLAIN[mark] = "'";
  for (const mark of "“”„‟″") PLAIN[mark] = '"';
  for (const mark of "‐‑‒–—―−⁃") PLAIN[mark] = "-";
  // Thai, Lao, Myanmar, Khmer, Hangul, kana, bopomofo and Han: scripts written without spaces.
  const DENSE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3005-\\u3007" +
    "\\u3040-\\u312f\\u3131-\\u318f\\u31a0-\\u31bf\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff" +
    "\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, "gu");
  const FIRST_DENSE = new RegExp(`^[${DENSE}]`, "u");
  const SPACES = /[\s\x1c-\x1f\x85]+/g;
  // eslint-disable-next-line no-control-regex
  const ASCII = /^[\x00-\x7f]*$/;
  const folded = new Map();

  // A letter without case and accent. A mark is taken off unless it makes another letter: unless
  // its class (UAX 15) is 0 or 7 to 9, which shows in whether it changes places with another mark.
  function foldLetter(letter) {
    let found = folded.get(letter);
    if (found !== undefined) return found;
    if (/\p{Cf}/u.test(letter)) found = "";
    else if (/\p{M}/u.test(letter) && !PLAIN[letter]) {
      const after = `a${letter}\u094d`, before = `a\u093c${letter}`;
      const moves = after.normalize("NFD") !== after || before.normalize("NFD") !== before;
      found = moves ? "" : letter;
    } else {
      const small = letter.toUpperCase().toLowerCase();
      found = PLAIN[small] === undefined ? PLAIN[letter] || small : PLAIN[small];
    }
    folded.set(letter, found);
    return found;
  }

  function fold(text) {
    if (ASCII.test(text)) return text.toLowerCase().replace(SPACES, " ").trim();
    let found = "";
    for (const letter of text.normalize("NFKD")) found += foldLetter(letter);
    let again = "";
    for (const letter of found.normalize("NFKD")) again += foldLetter(letter);
    return again.normalize("NFC").replace(SPACES, " ").trim();
  }

  function tokens(text) {
    const plain = fold(text).replace(/'/g, "");
    if (ASCII.test(plain)) return plain.match(/[a-z0-9]+/g) || [];
    const words = plain.match(/[\p{L}\p{N}\p{M}]+/gu) || [];
    return words.flatMap((word) => word.match(RUNS));
  }

  const isDense = (token) => FIRST_DENSE.test(token);

  // What titles are sorted by.
  function sortKey(text) {
    const bare = fold(text).replace(/[*$`{}\\]/g, "").trim();
    const first = bare.search(/[\p{L}\p{N}]/u);
    return first > 0 ? bare.slice(first) : bare;
  }

  // Letters left out, put in, changed or swapped (optimal string alignment), up to `most` + 1.
  function distance(one, other, most) {
    const long = one.length, wide = other.length;
    if (Math.abs(long - wide) > most) return most + 1;
    let above = null, last = new Uint8Array(wide + 1), row = new Uint8Array(wide + 1);
    for (let column = 0; column <= wide; column++) last[column] = column;
    for (let line = 1; line <= long; line++) {
      row[0] = line;
      let least = line;
      const letter = one.charCodeAt(line - 1);
      for (let column = 1; column <= wide; column++) {
        const same = letter === other.charCodeAt(column - 1);
        let cost = Math.min(last[column] + 1, row[column - 1] + 1, last[column - 1] + !same);
        if (above && column > 1 && letter === other.charCodeAt(column - 2) &&
            one.charCodeAt(line - 2) === other.charCodeAt(column - 1)) {
          cost = Math.min(cost, above[column - 2] + 1);
        }
        row[column] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      const free = above || new Uint8Array(wide + 1);
      above = last;
      last = row;
      row = free;
    }
    return last[wide];
  }

  // The candidate that a word is most likely a slip of, for "did you mean".
  function closest(word, candidates) {
    const wanted = fold(word.slice(0, 64));
    const limit = (wanted.length >= 3) + (wanted.length >= 6) + (wanted.length >= 12);
    let best = null;
    for (const candidate of candidates) {
      const name = fold(candidate.slice(0, 64));
      const rank = distance(wanted, name, limit);
      if (rank > limit && !(wanted.length >= 3 && name.startsWith(wanted))) continue;
      if (!best || rank < best.rank || (rank === best.rank && (name.length < best.length ||
          (name.length === best.length && candidate < best.candidate)))) {
        best = { rank, length: name.length, candidate };
      }
    }
    return best && best.candidate;
  }

  // The query language

  const TEXTS = ["title", "author", "note", "abstract"];
  const SETS = ["topic", "venue", "organization", "track", "has", "year"];
  const FIELDS = [...TEXTS, ...SETS];
  const SAME = { authors: "author", topics: "topic", organizations: "organization", org: "organization" };
  const EXAMPLES = { year: "2016..2018", has: "code", track: "oral", author: "han" };
  const LONGEST = 2000, MOST = 100;
  const QUOTES = '"“”„';

  const fieldOf = (name) => {
    const field = Object.hasOwn(SAME, name) ? SAME[name] : name;
    return FIELDS.includes(field) ? field : "";
  };
  const problem = (message, hint = "") => Object.assign(new Error(message), { hint });
  const endsAt = (text, at) => at >= text.length || /\s/.test(text[at]);

  function valuesOf(text, at, several) {
    const values = [];
    while (!endsAt(text, at)) {
      if (QUOTES.includes(text[at])) {
        let end = at + 1;
        while (end < text.length && !QUOTES.includes(text[end])) end++;
        values.push({ text: text.slice(at + 1, end), exact: true });
        at = Math.min(end + 1, text.length);
      } else {
        const match = (several ? /^[^\s,]+/ : /^\S+/).exec(text.slice(at));
        if (match) {
          values.push({ text: match[0], exact: false });
          at += match[0].length;
        }
      }
      if (!several) break;
      if (text[at] === ",") at++;
      else if (!values.length) break;
    }
    return { values, at };
  }

  function* piecesOf(text) {
    let at = 0;
    while (at < text.length) {
      if (endsAt(text, at)) {
        at++;
        continue;
      }
      const start = at;
      const negated = text[at] === "-" && !(at + 1 < text.length && endsAt(text, at + 1));
      at += negated;
      const match = /^([A-Za-z]+):(?!\/\/)/.exec(text.slice(at));
      let field = match ? match[1].toLowerCase() : "";
      if (match && (fieldOf(field) || !endsAt(text, at + match[0].length))) at += match[0].length;
      else field = "";
      const found = valuesOf(text, at, SETS.includes(fieldOf(field)));
      at = found.at;
      yield { start, end: at, negated, field, values: found.values };
    }
  }

  function spanOf(value) {
    if (value.toLowerCase() === "undated") return [0, 0];
    const match = /^([0-9]{4})?(\.\.)?([0-9]{4})?$/.exec(value);
    if (!match || !(match[1] || match[3]) || (match[1] && match[3] && !match[2])) {
      throw problem(`'${value}' is no year`, "write year:2018, year:2016..2018 or year:2016..");
    }
    const first = Number(match[1] || 1);
    const last = Number(match[3] || (match[2] ? 9999 : first));
    if (first > last) throw problem(`${first} is after ${last}`, `write year:${last}..${first}`);
    return [first, last];
  }

  function oneOf(field, value, known) {
    const name = fold(value);
    if (known.includes(name)) return name;
    const guess = closest(value, known);
    throw problem(`${field}: knows no '${value}'`, guess ? `did you mean ${guess}?` : `there are ${known.join(", ")}`);
  }

  function namedBy(field, value, things) {
    const wanted = fold(value);
    let found = things.filter((thing) => thing.folded.includes(wanted));
    if (!found.length) found = things.filter((thing) => thing.folded.some((name) => name.startsWith(wanted)));
    if (!found.length) {
      const guess = closest(value, things.flatMap((thing) => thing.folded));
      throw problem(`no ${field} is called '${value}'`, guess ? `did you mean ${field}:"${guess}"?` : `look through the ${field}s`);
    }
    return found.map((thing) => thing.id);
  }

  function clauseOf(piece, labels) {
    const field = fieldOf(piece.field);
    if (piece.field && !field) {
      const guess = closest(piece.field, FIELDS);
      throw problem(`there is no field ${piece.field}:`, guess ? `did you mean ${guess}:?` : `there are ${FIELDS.join(", ")}`);
    }
    const example = `write ${field}:${EXAMPLES[field] || "word"}, or "${field}:" for the word itself`;
    const values = piece.values.filter((value) => value.text.trim());
    if (field && !values.length) throw problem(`${field}: is followed by nothing`, example);
    if (SETS.includes(field)) {
      const texts = values.map((value) => value.text);
      if (field === "year") return { field, negated: piece.negated, spans: texts.map(spanOf) };
      if (texts.length > MOST) throw problem(`${field}: names at most ${MOST} values`);
      const names = field === "track" || field === "has"
        ? texts.map((text) => oneOf(field, text, labels[field].list.map((thing) => thing.id)))
        : texts.flatMap((text) => namedBy(field, text, labels[field].list));
      return { field, negated: piece.negated, anyOf: new Set(names) };
    }
    if (!values.length) return null;
    const words = tokens(values[0].text);
    if (field && !words.length) throw problem(`${field}: is followed by no word`, example);
    return words.length ? { field, negated: piece.negated, words, exact: values[0].exact } : null;
  }

  // What a text asks for, and everything that is wrong with it.
  function parse(text, labels) {
    const clauses = [], problems = [];
    if (text.length > LONGEST) {
      return { clauses, problems: [{ start: LONGEST, end: text.length, message: `a query has at most ${LONGEST.toLocaleString("en")} characters`, hint: "" }] };
    }
    for (const piece of piecesOf(text)) {
      try {
        const clause = clauseOf(piece, labels);
        if (clause) clauses.push(clause);
      } catch (error) {
        if (error.hint === undefined) throw error;
        problems.push({ start: piece.start, end: piece.end, message: error.message, hint: error.hint });
      }
    }
    if (clauses.length > MOST) {
      problems.push({ start: 0, end: text.length, message: `a query asks for at most ${MOST} things`, hint: "" });
    }
    return { clauses, problems };
  }

  // The names of topics, venues and organizations, with those above them.

  function labelsOf(raw) {
    const labels = { years: raw.years };
    for (const kind of ["topic", "venue", "organization"]) {
      const byId = new Map();
      for (const [id, label, parent, ...names] of raw[kind]) {
        const all = kind === "venue" ? [id, ...names] : [id, label, ...names];
        const above = byId.get(parent);
        byId.set(id, {
          id, label, parent, folded: all.map(fold), segments: all.map(tokens),
          within: [...(above ? above.within : []), id], isUsed: false,
        });
      }
      // A part may stand before the whole.
      for (const thing of byId.values()) {
        const within = [];
        for (let it = thing; it && !within.includes(it.id); it = byId.get(it.parent)) within.unshift(it.id);
        thing.within = within;
      }
      labels[kind] = { byId, list: [...byId.values()] };
    }
    for (const kind of ["track", "has"]) {
      const list = raw[kind].map(([id, label]) => ({ id, label }));
      labels[kind] = { list, byId: new Map(list.map((thing) => [thing.id, thing])) };
    }
    return labels;
  }

  // Columns

  const VALUES = new Uint8Array(128);
  let SIZE = 0;
  for (let code = 32; code < 126; code++) {
    if (!'"<\\'.includes(String.fromCharCode(code))) VALUES[code] = SIZE++;
  }
  const END = 126;

  // Rows of pieces: `starts[row]` to `starts[row + 1]` are its places in `ids`.
  function unpack(stream, size) {
    const pieces = stream.pieces ? stream.pieces.split(" ") : [];
    const { rows, short, width } = stream;
    const starts = new Uint32Array(size + 1), ids = new Uint32Array(rows.length);
    let row = 0, count = 0;
    for (let at = 0; at < rows.length; at++) {
      const code = rows.charCodeAt(at);
      if (code === END) {
        starts[++row] = count;
        continue;
      }
      let value = VALUES[code];
      if (value >= short) {
        let far = value - short;
        for (let more = 1; more < width; more++) far = far * SIZE + VALUES[rows.charCodeAt(++at)];
        value = short + far;
      }
      ids[count++] = value;
    }
    while (row < size) starts[++row] = count;
    return { pieces, starts, ids: ids.slice(0, count) };
  }

  // A text of each paper as words that can be looked up. `ends` tells the pieces that end a part,
  // such as a name, behind which no row of words goes on.
  function indexText(column, size, ends) {
    const known = new Map();
    const wordsOf = column.pieces.map((piece) => tokens(piece).map((word) => {
      let id = known.get(word);
      if (id === undefined) known.set(word, id = known.size);
      return id;
    }));
    const words = [...known.keys()].sort();
    const place = new Uint32Array(words.length);
    words.forEach((word, at) => { place[known.get(word)] = at; });
    const stops = words.length;
    let length = 0;
    for (const id of column.ids) length += wordsOf[id].length + (ends ? ends[id] : 0);
    const starts = new Uint32Array(size + 1), row = new Uint32Array(length);
    const firsts = new Uint32Array(words.length + 1);
    let count = 0;
    for (let paper = 0; paper < size; paper++) {
      for (let at = column.starts[paper]; at < column.starts[paper + 1]; at++) {
        const id = column.ids[at];
        for (const word of wordsOf[id]) {
          firsts[place[word] + 1]++;
          row[count++] = place[word];
        }
        if (ends && ends[id]) row[count++] = stops;
      }
      starts[paper + 1] = count;
    }
    for (let word = 0; word < words.length; word++) firsts[word + 1] += firsts[word];
    const papers = new Uint32Array(firsts[words.length]), next = firsts.slice();
    for (let paper = 0; paper < size; paper++) {
      for (let at = starts[paper]; at < starts[paper + 1]; at++) {
        if (row[at] !== stops) papers[next[row[at]]++] = paper;
      }
    }
    return { words, masks: null, stops, starts, row, firsts, papers };
  }

  const familyOf = (name) => tokens(name.split(" ").pop()).join("");

  // A key from what it was shortened to: see `key_of` of `pages/_index.py`.
  function keyOf(short, year, names, title) {
    const words = tokens(title);
    const rest = short.replace(/[A-Z]/g, (letter) => words[letter.charCodeAt(0) - 65]);
    return (names.length ? familyOf(names[0]) : "") + (year === "undated" ? "" : year) + rest;
  }

  const MORE = "…";

  function upTo(size) {
    const found = new Uint32Array(size);
    for (let at = 0; at < size; at++) found[at] = at;
    return found;
  }

  // The papers of a year.
  class Year {
    constructor(year, raw, labels) {
      this.year = year;
      this.number = year === "undated" ? 0 : Number(year);
      this.size = raw.size;
      this.labels = labels;
      this.raw = raw;
      this.columns = {};
      this.texts = {};
    }

    * open() {
      const { raw, size } = this;
      for (const name of ["title", "author", "note", "topic", "organization", "place", "track", "has", "added"]) {
        this.columns[name] = unpack(raw[name], size);
      }
      yield;
      this.texts.title = indexText(this.columns.title, size, null);
      yield;
      const ends = this.columns.author.pieces.map((piece) => piece.endsWith(","));
      this.texts.author = indexText(this.columns.author, size, ends);
      yield;
      this.texts.note = indexText(this.columns.note, size, null);
      this.places = raw.places.map(([id, title, booktitle]) => {
        const venue = this.labels.venue.byId.get(id);
        const segments = venue ? [tokens(title), ...venue.segments] : [];
        if (booktitle) segments.push(tokens(booktitle));
        return { id, title, segments };
      });
      this.placeOf = new Uint32Array(size);
      const place = this.columns.place;
      for (let paper = 0; paper < size; paper++) this.placeOf[paper] = Number(place.pieces[place.ids[place.starts[paper]]]);
      for (const kind of ["topic", "organization"]) {
        const things = this.columns[kind].pieces.map((id) => this.labels[kind].byId.get(id));
        for (const thing of things) for (const id of thing.within) this.labels[kind].byId.get(id).isUsed = true;
        this[kind] = things;
      }
      this.has = this.columns.has.pieces.map((names) => new Set(names ? names.split(",") : []));
      this.all = upTo(size);
      this.values = {};
      this.dates = this.columns.added.pieces.map((date) => Number(date.replace(/-/g, "")));
      yield;
      this.shortKeys = raw.key.split("\n");
      this.byKey = null;
      this.raw = null;
    }

    addAbstracts(raw) {
      this.texts.abstract = indexText(unpack(raw, this.size), this.size, null);
    }

    // A facet's values as papers are counted by them: each with the names that it counts for.
    // Of a term and those above it a paper counts once, though it may be in several below.
    valuesOf(field) {
      return (this.values[field] ??= this.makeValues(field));
    }

    makeValues(field) {
      const { starts, ids, pieces } = this.columns[field === "venue" ? "place" : field] || {};
      const one = upTo(this.size + 1);
      if (field === "year") return { names: [[this.year]], starts: one, ids: new Uint32Array(this.size) };
      if (field === "venue") return { names: this.places.map((place) => (place.id ? [place.id] : [])), starts: one, ids: this.placeOf };
      if (field === "track") return { names: pieces.map((id) => [id]), starts, ids };
      if (field === "has") return { names: this.has.map((names) => [...names]), starts, ids };
      const within = this[field].map((thing) => thing.within);
      // Few rows differ, so each different one is a value of its own, known by a number or a text.
      const rows = new Map(), names = [], rowOf = new Uint32Array(this.size);
      for (let paper = 0; paper < this.size; paper++) {
        let row = 0;
        for (let at = starts[paper]; at < starts[paper + 1]; at++) row = row * (pieces.length + 1) + ids[at] + 1;
        if (row > Number.MAX_SAFE_INTEGER) row = ids.subarray(starts[paper], starts[paper + 1]).join();
        let place = rows.get(row);
        if (place === undefined) {
          rows.set(row, place = names.length);
          const its = [...ids.subarray(starts[paper], starts[paper + 1])];
          names.push([...new Set(its.flatMap((id) => within[id]))]);
        }
        rowOf[paper] = place;
      }
      return { names, starts: one, ids: rowOf };
    }

    key(paper) {
      const short = this.shortKeys[paper];
      return short[0] === "!" ? short.slice(1) : keyOf(short, this.year, this.names(paper, 1), this.title(paper));
    }

    // The paper of a key in small letters. Any key but those written out holds its year, so that
    // few words need all keys of a year.
    withKey(key) {
      const isShort = this.number && !key.includes(this.year);
      if (isShort && !this.literal) this.literal = this.mapOfKeys((short) => short[0] === "!");
      if (!isShort && !this.byKey) this.byKey = this.mapOfKeys(() => true);
      return (isShort ? this.literal : this.byKey).get(key);
    }

    mapOfKeys(isIn) {
      const found = new Map();
      this.shortKeys.forEach((short, paper) => {
        if (isIn(short)) found.set(this.key(paper).toLowerCase(), paper);
      });
      return found;
    }

    text(name, paper) {
      const { pieces, starts, ids } = this.columns[name];
      const found = [];
      for (let at = starts[paper]; at < starts[paper + 1]; at++) found.push(pieces[ids[at]]);
      return found.join(" ");
    }

    title(paper) {
      return this.text("title", paper);
    }

    names(paper, most) {
      const { pieces, starts, ids } = this.columns.author;
      const found = [];
      let name = "";
      for (let at = starts[paper]; at < starts[paper + 1] && found.length < most; at++) {
        const piece = pieces[ids[at]];
        if (piece.endsWith(",")) {
          found.push(name + piece.slice(0, -1));
          name = "";
        } else name += `${piece} `;
      }
      return found;
    }

    added(paper) {
      const { starts, ids } = this.columns.added;
      return starts[paper] < starts[paper + 1] ? this.dates[ids[starts[paper]]] : 0;
    }

    one(name, paper) {
      const { pieces, starts, ids } = this.columns[name];
      return starts[paper] < starts[paper + 1] ? pieces[ids[starts[paper]]] : "";
    }
  }

  // How words fit

  const WEIGHTS = { title: 10, author: 8, key: 8, venue: 5, topic: 5, organization: 4, year: 4, note: 3, abstract: 1 };
  const WHOLE = 4, BEGINNING = 3, ONE_SLIP = 2, TWO_SLIPS = 1;
  const AT_START = 30, TOGETHER = 15, STAR = 3, COMPACT = 24;
  const ONE_FROM = 4, TWO_FROM = 8, BEGUN_FROM = 6;

  function strictly(wanted, word, exact) {
    if (wanted === word) return WHOLE;
    if (isDense(wanted)) return word.includes(wanted) ? BEGINNING : 0;
    return !exact && word.startsWith(wanted) ? BEGINNING : 0;
  }

  function inARow(words, exact, segment, quality) {
    let best = 0;
    for (let start = 0; start + words.length <= segment.length; start++) {
      let worst = WHOLE;
      for (let place = 0; place < words.length && worst > best; place++) {
        worst = Math.min(worst, quality(words[place], segment[start + place], exact || place < words.length - 1));
      }
      if (worst > best) best = worst;
    }
    return best;
  }

  const bestOf = (clause, segments, quality) =>
    segments.reduce((best, segment) => Math.max(best, inARow(clause.words, clause.exact, segment, quality)), 0);

  function firstFrom(words, wanted) {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The letters of a word as bits, to pass over those that cannot be near.
  function maskOf(word) {
    let mask = 0;
    for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
    return mask;
  }

  function bits(mask) {
    let count = 0;
    for (; mask; mask &= mask - 1) count++;
    return count;
  }

  function slips(wanted, word, allowed) {
    const long = wanted.length;
    let least = distance(wanted, word, allowed);
    if (long >= BEGUN_FROM) {
      for (let end = long - allowed; end <= long + allowed && end < word.length; end++) {
        least = Math.min(least, distance(wanted, word.slice(0, end), allowed));
      }
    }
    return least;
  }

  class Engine {
    constructor() {
      this.labels = null;
      this.years = [];
      this.last = null;
      this.near = new Map();
    }

    setLabels(raw) {
      this.labels = labelsOf(raw);
    }

    * addYear(name, raw) {
      const year = new Year(name, raw, this.labels);
      yield* year.open();
      this.years.push(year);
      this.years.sort((one, other) => other.number - one.number);
      this.near.clear();
      return year.has.some((names) => names.has("abstract"));
    }

    * addAbstracts(name, raw) {
      const year = this.years.find((its) => its.year === name);
      if (year) year.addAbstracts(raw);
      this.near.clear();
      yield;
    }

    // Every word of the papers at hand, with its letters as bits where many are gone through.
    * vocabulary() {
      for (const year of this.years) {
        yield { words: [year.year], masks: null };
        for (const text of Object.values(year.texts)) {
          if (!text.masks) text.masks = Uint32Array.from(text.words, maskOf);
          yield text;
        }
        for (const place of year.places) for (const words of place.segments) yield { words, masks: null };
      }
      for (const kind of ["topic", "organization"]) {
        for (const thing of this.labels[kind].list) {
          if (thing.isUsed) for (const words of thing.segments) yield { words, masks: null };
        }
      }
    }

    isKnown(wanted) {
      const dense = isDense(wanted);
      for (const { words, masks } of this.vocabulary()) {
        if (dense || !masks) {
          if (words.some((word) => strictly(wanted, word, false))) return true;
        } else if ((words[firstFrom(words, wanted)] || "").startsWith(wanted)) return true;
      }
      return false;
    }

    // The words that a mistyped one is taken for, with their quality; null for a word that is known.
    nearTo(wanted) {
      if (this.near.has(wanted)) return this.near.get(wanted);
      let found = null;
      const allowed = (wanted.length >= ONE_FROM) + (wanted.length >= TWO_FROM);
      if (allowed && !isDense(wanted) && !this.isKnown(wanted)) {
        const mask = maskOf(wanted), best = new Map();
        let least = allowed;
        for (const { words, masks } of this.vocabulary()) {
          for (let at = 0; at < words.length; at++) {
            if (bits(mask & ~(masks ? masks[at] : maskOf(words[at]))) > least) continue;
            const word = words[at];
            if (word.length + least < wanted.length) continue;
            const found = slips(wanted, word, least);
            if (found > least) continue;
            if (found < least) best.clear();
            least = found;
            best.set(word, found === 1 ? ONE_SLIP : TWO_SLIPS);
          }
        }
        if (best.size) found = best;
      }
      this.near.set(wanted, found);
      return found;
    }

    // A function that says how well a word fits another, and how it finds those that do.
    qualityFor(clauses) {
      const near = new Map();
      for (const clause of clauses) {
        if (!clause.words || clause.exact || clause.negated) continue;
        for (const word of clause.words) {
          const found = this.nearTo(word);
          if (found) near.set(word, found);
        }
      }
      const quality = (wanted, word, exact) => {
        const found = near.get(wanted);
        return found ? found.get(word) || 0 : strictly(wanted, word, exact);
      };
      // The words of a sorted list that fit, as pairs of place and quality.
      quality.among = (words, wanted, exact) => {
        const found = [];
        if (near.has(wanted)) {
          for (const [word, fit] of near.get(wanted)) {
            const at = firstFrom(words, word);
            if (words[at] === word) found.push([at, fit]);
          }
        } else if (isDense(wanted)) {
          words.forEach((word, at) => {
            const fit = strictly(wanted, word, exact);
            if (fit) found.push([at, fit]);
          });
        } else {
          for (let at = firstFrom(words, wanted); at < words.length && words[at].startsWith(wanted); at++) {
            const fit = strictly(wanted, words[at], exact);
            if (fit) found.push([at, fit]);
            if (exact) break;
          }
        }
        return found;
      };
      quality.near = near;
      return quality;
    }
  }

  // Gives each paper of a year whose text holds the clause's words what that is worth.
  function searchText(text, clause, isName, weight, quality, worth) {
    const last = clause.words.length - 1;
    const fits = clause.words.map((word, place) =>
      quality.among(text.words, word, clause.exact || (!isName && place < last)));
    if (fits.some((found) => !found.length)) return;
    if (!last) {
      for (const [word, fit] of fits[0]) {
        const value = weight * fit;
        for (let at = text.firsts[word]; at < text.firsts[word + 1]; at++) {
          if (worth[text.papers[at]] < value) worth[text.papers[at]] = value;
        }
      }
      return;
    }
    // The rarest word says which papers are looked at.
    const often = (found) => found.reduce((sum, [word]) => sum + text.firsts[word + 1] - text.firsts[word], 0);
    const rarest = fits.reduce((best, found) => (often(found) < often(best) ? found : best));
    const tables = fits.map((found) => new Map(found));
    const seen = new Set();
    for (const [word] of rarest) {
      for (let at = text.firsts[word]; at < text.firsts[word + 1]; at++) {
        const paper = text.papers[at];
        if (seen.has(paper)) continue;
        seen.add(paper);
        const value = weight * (isName ? anyOrder(text, paper, tables) : sideBySide(text, paper, tables));
        if (worth[paper] < value) worth[paper] = value;
      }
    }
  }

  function sideBySide(text, paper, tables) {
    let best = 0;
    for (let start = text.starts[paper]; start + tables.length <= text.starts[paper + 1]; start++) {
      let worst = WHOLE;
      for (let place = 0; place < tables.length && worst > best; place++) {
        worst = Math.min(worst, tables[place].get(text.row[start + place]) || 0);
      }
      if (worst > best) best = worst;
    }
    return best;
  }

  function anyOrder(text, paper, tables) {
    let best = 0;
    let found = new Array(tables.length).fill(0);
    for (let at = text.starts[paper]; at < text.starts[paper + 1]; at++) {
      if (text.row[at] === text.stops) {
        best = Math.max(best, Math.min(...found));
        found = found.map(() => 0);
      } else tables.forEach((table, place) => { found[place] = Math.max(found[place], table.get(text.row[at]) || 0); });
    }
    return best;
  }

  // Gives each paper the greatest of the values of its pieces.
  function searchPieces(column, values, weight, worth) {
    if (!values.some(Boolean)) return;
    for (let paper = 0; paper < worth.length; paper++) {
      for (let at = column.starts[paper]; at < column.starts[paper + 1]; at++) {
        const value = weight * values[column.ids[at]];
        if (worth[paper] < value) worth[paper] = value;
      }
    }
  }

  function searchPlaces(year, values, weight, worth) {
    if (!values.some(Boolean)) return;
    for (let paper = 0; paper < worth.length; paper++) {
      const value = weight * values[year.placeOf[paper]];
      if (worth[paper] < value) worth[paper] = value;
    }
  }

  // The topics and organizations whose names a clause meets, each with how well.
  function groupFits(labels, clause, quality) {
    const fits = {};
    for (const kind of ["topic", "organization"]) {
      fits[kind] = new Map();
      for (const thing of labels[kind].list) {
        const fit = bestOf(clause, thing.segments, quality);
        if (fit) fits[kind].set(thing.id, fit);
      }
    }
    return fits;
  }

  // What a clause is worth in each paper of a year, 0 where it does not hold.
  function worthOf(year, clause, quality) {
    const worth = new Uint16Array(year.size);
    if (clause.words) {
      for (const [name, text] of Object.entries(year.texts)) {
        if (!clause.field || clause.field === name) {
          searchText(text, clause, name === "author", WEIGHTS[name], quality, worth);
        }
      }
      if (clause.field) return worth;
      for (const kind of ["topic", "organization"]) {
        const fits = clause.fits[kind];
        if (!fits.size) continue;
        const values = year[kind].map((thing) => thing.within.reduce((best, id) => Math.max(best, fits.get(id) || 0), 0));
        searchPieces(year.columns[kind], values, WEIGHTS[kind], worth);
      }
      searchPlaces(year, year.places.map((place) => bestOf(clause, place.segments, quality)), WEIGHTS.venue, worth);
      const value = WEIGHTS.year * bestOf(clause, [[year.year]], quality);
      if (value) for (let paper = 0; paper < worth.length; paper++) worth[paper] = Math.max(worth[paper], value);
      const paper = year.withKey(clause.words.join("-"));
      if (paper !== undefined) worth[paper] = Math.max(worth[paper], WEIGHTS.key * WHOLE);
      return worth;
    }
    const { field, anyOf } = clause;
    if (field === "year") {
      const holds = clause.spans.some(([first, last]) => first <= year.number && year.number <= last);
      return holds ? worth.fill(1) : worth;
    }
    if (field === "venue") searchPlaces(year, year.places.map((place) => Number(anyOf.has(place.id))), 1, worth);
    else if (field === "track") searchPieces(year.columns.track, year.columns.track.pieces.map((id) => Number(anyOf.has(id))), 1, worth);
    else if (field === "has") searchPieces(year.columns.has, year.has.map((names) => Number([...anyOf].some((name) => names.has(name)))), 1, worth);
    else searchPieces(year.columns[field], year[field].map((thing) => Number(thing.within.some((id) => anyOf.has(id)))), 1, worth);
    return worth;
  }

  // What the words of a query that stand in a title are worth there besides.
  function titleBonus(year, words, quality) {
    const text = year.texts.title;
    const row = text.row, long = words.length;
    // Whether each word of the year fits, for each that is asked for.
    const tables = words.map((word) => {
      const fits = quality.among(text.words, word, false);
      const table = new Uint8Array(fits.length && text.words.length);
      for (const [at] of fits) table[at] = 1;
      return table;
    });
    if (!long || tables.some((table) => !table.length)) return () => 0;
    return (paper) => {
      const from = text.starts[paper], to = text.starts[paper + 1];
      for (const table of tables) {
        let at = from;
        while (at < to && !table[row[at]]) at++;
        if (at === to) return 0;
      }
      const compact = Math.floor((COMPACT * long) / Math.max(to - from, long));
      if (long === 1) return compact + (tables[0][row[from]] ? AT_START : 0);
      for (let start = from; start + long <= to; start++) {
        let place = 0;
        while (place < long && tables[place][row[start + place]]) place++;
        if (place === long) return compact + (start === from ? AT_START : TOGETHER);
      }
      return compact;
    };
  }

  // What is asked for

  const FACETS = ["topic", "venue", "year", "track", "organization", "has"];

  // The chosen facets as clauses that must all hold, each with the name of what it narrows.
  function facetClauses(chosen, labels) {
    const found = [];
    for (const [name, ids] of Object.entries(chosen || {})) {
      if (!ids.length) continue;
      if (name === "has") for (const id of ids) found.push({ facet: "has", field: "has", anyOf: new Set([id]) });
      else if (name === "year") found.push({ facet: "year", field: "year", spans: ids.map((year) => (year === "undated" ? [0, 0] : [Number(year), Number(year)])) });
      else if (name === "topic") {
        const trees = new Map();
        for (const id of ids) {
          const thing = labels.topic.byId.get(id);
          const tree = thing ? thing.within[0] : "";
          trees.set(tree, [...(trees.get(tree) || []), id]);
        }
        for (const [tree, its] of trees) found.push({ facet: `topic/${tree}`, field: "topic", anyOf: new Set(its) });
      } else found.push({ facet: name, field: name, anyOf: new Set(ids) });
    }
    return found;
  }

  function* search(engine, request) {
    const labels = engine.labels;
    const { clauses, problems } = parse(request.text || "", labels);
    const chosen = facetClauses(request.facets, labels);
    const quality = engine.qualityFor(clauses);
    for (const clause of clauses) if (clause.words && !clause.field) clause.fits = groupFits(labels, clause, quality);
    const free = clauses.filter((clause) => clause.words && !clause.negated);
    const words = free.filter((clause) => !clause.field || clause.field === "title").flatMap((clause) => clause.words);
    const hits = [];
    for (const year of engine.years) {
      hits.push(searchYear(year));
      yield;
    }
    engine.last = { facets: chosen.map((clause) => clause.facet), hits };
    const sort = request.sort || (free.length ? "best" : "year");
    const shown = take(hits, sort, request.limit || 30).map(([year, paper]) => shape(year, paper));
    const instead = {};
    for (const [word, found] of quality.near) instead[word] = [...found.keys()].sort().slice(0, 3);
    return { total: hits.reduce((sum, hit) => sum + hit.papers.length, 0), shown, problems, instead, sort };

    function searchYear(year) {
      const scores = new Uint16Array(year.size);
      let papers = year.all;
      for (const clause of clauses) {
        const worth = worthOf(year, clause, quality);
        const isScored = clause.words && !clause.negated;
        const left = new Uint32Array(papers.length);
        let count = 0;
        for (let at = 0; at < papers.length; at++) {
          const paper = papers[at];
          if ((worth[paper] > 0) === clause.negated) continue;
          left[count++] = paper;
          if (isScored) scores[paper] += worth[paper];
        }
        papers = left.subarray(0, count);
      }
      const nearly = chosen.map(() => []);
      if (chosen.length) papers = chooseFrom(year, papers, nearly);
      if (free.length) {
        const bonus = titleBonus(year, words, quality);
        const stars = new Uint16Array(year.size);
        searchPieces(year.columns.has, year.has.map((names) => Number(names.has("highlight"))), STAR, stars);
        for (let at = 0; at < papers.length; at++) scores[papers[at]] += bonus(papers[at]) + stars[papers[at]];
      }
      return { year, papers, scores, nearly };
    }

    // Those that all filters leave; what one filter alone leaves out goes into its row of `nearly`.
    function chooseFrom(year, papers, nearly) {
      const worths = chosen.map((clause) => worthOf(year, clause, quality));
      return papers.filter((paper) => {
        let failed = -1, often = 0;
        for (let at = 0; at < worths.length; at++) {
          if (!worths[at][paper]) {
            failed = at;
            often++;
          }
        }
        if (often === 1) nearly[failed].push(paper);
        return !often;
      });
    }
  }

  // How many papers of the last search each value of each facet would leave: of the facet that
  // alone excludes a paper, that paper counts too, as one could choose another value there.
  // Nothing if another search came between.
  function* count(engine) {
    const found = new Map(FACETS.map((field) => [field, new Map()]));
    const { last } = engine;
    const { facets, hits } = last;
    for (const { year, papers, nearly } of hits) {
      for (const field of FACETS) put(year, field, papers, "");
      nearly.forEach((its, at) => {
        const [field, tree] = facets[at].split("/");
        if (its.length) put(year, field, its, tree);
      });
      yield;
      if (engine.last !== last) return null;
    }
    return Object.fromEntries([...found].map(([field, its]) => [field, [...its]]));

    function put(year, field, papers, tree) {
      const values = year.valuesOf(field);
      const sizes = sizesOf(year, values, papers);
      values.names.forEach((names, at) => {
        if (!sizes[at]) return;
        for (const id of names) {
          if (tree && engine.labels[field].byId.get(id).within[0] !== tree) continue;
          const its = found.get(field);
          its.set(id, (its.get(id) || 0) + sizes[at]);
        }
      });
    }
  }

  // How many of the papers have each value. Of many, those that are left out are counted.
  function sizesOf(year, values, papers) {
    if (papers.length * 2 < year.size) return tally(values, papers);
    const isIn = new Uint8Array(year.size);
    for (let at = 0; at < papers.length; at++) isIn[papers[at]] = 1;
    const rest = tally(values, year.all.filter((paper) => !isIn[paper]));
    values.sizes ??= tally(values, year.all);
    return values.sizes.map((size, at) => size - rest[at]);
  }

  function tally({ names, starts, ids }, papers) {
    const sizes = new Uint32Array(names.length);
    for (let at = 0; at < papers.length; at++) {
      for (let place = starts[papers[at]]; place < starts[papers[at] + 1]; place++) sizes[ids[place]]++;
    }
    return sizes;
  }

  // The first papers in an order; of equals the newest come first, then those by title.
  function take(hits, sort, limit) {
    const found = [];
    if (sort === "title") return mergeTitles(hits, limit);
    if (sort === "best" || sort === "added") {
      let least = -1;
      const cut = () => {
        found.sort((one, other) => other[2] - one[2]); // stable: equals stay in list order
        if (found.length < limit) return;
        found.length = limit;
        least = found[limit - 1][2];
      };
      for (const { year, papers, scores } of hits) {
        for (let at = 0; at < papers.length; at++) {
          const value = sort === "best" ? scores[papers[at]] : year.added(papers[at]);
          if (value > least && found.push([year, papers[at], value]) > 4 * limit) cut();
        }
      }
      cut();
      return found;
    }
    const ordered = sort === "oldest" ? [...hits].filter((hit) => hit.year.number).reverse().concat(hits.filter((hit) => !hit.year.number)) : hits;
    for (const { year, papers } of ordered) {
      for (const paper of papers) {
        if (found.length === limit) return found;
        found.push([year, paper]);
      }
    }
    return found;
  }

  // Each year's papers stand by title already.
  function mergeTitles(hits, limit) {
    const heads = hits.map((hit) => ({ hit, at: 0, key: "" }));
    const advance = (head) => {
      head.key = head.at < head.hit.papers.length ? sortKey(head.hit.year.title(head.hit.papers[head.at])) : null;
    };
    heads.forEach(advance);
    const found = [];
    while (found.length < limit) {
      const next = heads.reduce((best, head) => (head.key !== null && (!best || head.key < best.key) ? head : best), null);
      if (!next) break;
      found.push([next.hit.year, next.hit.papers[next.at++]]);
      advance(next);
    }
    return found;
  }

  // A paper as the page shows it.
  function shape(year, paper) {
    const names = year.names(paper, Infinity);
    const more = names[names.length - 1] === MORE;
    if (more) names.pop();
    const place = year.places[year.placeOf[paper]];
    const { starts, ids } = year.columns.organization;
    const homes = [];
    for (let at = starts[paper]; at < starts[paper + 1]; at++) homes.push([year.organization[ids[at]].id, year.organization[ids[at]].label]);
    return {
      key: year.key(paper), title: year.title(paper), authors: names, more, year: year.year, row: paper,
      venue: place.id, where: place.title, track: year.one("track", paper), homes,
      has: year.one("has", paper).split(",").filter(Boolean), note: year.text("note", paper),
    };
  }

  const SLICE = 8; // milliseconds in which nothing else is done

  async function inSlices(steps) {
    for (;;) {
      const end = performance.now() + SLICE;
      let step;
      do step = steps.next(); while (!step.done && performance.now() < end);
      if (step.done) return step.value;
      await new Promise((done) => { setTimeout(done); });
    }
  }

  scope.readingListEngine = { Engine, search, count, inSlices, tokens };

  // As a worker

  if (typeof scope.document === "undefined" && typeof scope.postMessage === "function") {
    const engine = new Engine();
    const run = (steps) => {
      let step;
      do step = steps.next(); while (!step.done);
      return step.value;
    };
    scope.onmessage = async ({ data }) => {
      const { kind, id, values } = data;
      let reply = null;
      if (kind === "labels") engine.setLabels(...values);
      else if (kind === "papers") reply = run(engine.addYear(...values));
      else if (kind === "abstracts") run(engine.addAbstracts(...values));
      else if (kind === "count") reply = await inSlices(count(engine)); // a search may come between
      else reply = run(search(engine, ...values));
      scope.postMessage({ id, reply });
    };
  }
})(typeof self === "undefined" ? globalThis : self);
