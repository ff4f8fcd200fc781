"""Names of people and of where they work, told from other words; none is guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from reading_list.awesome.accents import name_with_accents
from reading_list.awesome.links import kind_of_word
from reading_list.awesome.venue_names import lookup

_PARTICLES = frozenset(
    "van von der den de da di del della la le du dos ter ten bin ben al el ibn y e zu af mac st".split()
)
# Words that begin with a capital in titles, and that no person is called.
_NO_NAME = frozenset(
    """that this these those what why how when where who which does be your our my its no not more than
    or but need two three first seen revisited without into under over between across when
    the of for with and in on via from using by a is are as at towards toward through based
    learning learn network networks neural deep model models data image images language vision visual
    training knowledge distillation compression pruning quantization efficient robust adaptive adversarial
    generative transformer transformers attention convolutional recurrent graph graphs reinforcement
    representation representations detection segmentation recognition classification estimation
    generation synthesis analysis survey review framework approach method methods system systems
    machine artificial intelligence domain transfer meta multi self semi unsupervised supervised
    video audio speech text object objects scene human pose face depth motion tracking point cloud
    optimization gradient stochastic bayesian gaussian probabilistic structured sparse dynamic fast
    large scale level end paper papers code project benchmark dataset datasets evaluation
    towards rethinking understanding exploring improving revisiting beyond high resolution
    university institute laboratory labs lab research inc corporation college school department
    workshop conference journal proceedings oral spotlight poster tutorial award new
    planning control policy agents agent memory reasoning prompting retrieval augmented tuning
    foundation diffusion splatting radiance fields rendering reconstruction search architecture
    architectures hardware software accelerator accelerators quantized binary ternary weight weights
    real time online offline federated continual lifelong few zero shot theory introduction guide
    application applications challenge challenges open source web mobile edge device devices
    embedding embeddings feature features space spatial temporal sequence sequential decision
    energy performance security privacy safety attack attacks defense test testing program
    programming compiler parallel distributed cluster cloud storage database databases query
    wikipedia google facebook microsoft nvidia intel openai deepmind meta apple amazon huawei
    tencent alibaba baidu samsung ibm twitter github adobe bytedance qualcomm mit stanford berkeley
    tech technical report reports tree trees index indexes tuning radix navigation interaction exploration aware
    cambridge oxford princeton cmu tsinghua""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’`´ˇ.-]+[^\W\d_]+)*[.'’`´]?")
_INITIALS = re.compile(r"(?:[A-Z]\.?[- ]?){1,4}$")
_JUNK = re.compile(
    r"[\d*†‡§¶∗#^✉,]+$|^[*†‡§¶]+|\^?\{(?:[^{}A-Za-z]|(?:text)?d?dag(?:ger)?|ast|star)*\}$"
    r"|\^\{[a-z,\d]*\}$|\$[^$]*\$$"
)
_CJK_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$|[\uac00-\ud7a3]{2,4}$")
_ET_AL = re.compile(
    r"(?:,?\s*(?:\band\b\s+|&\s*)?(?:et\.?\s*al\.?|and\s+others|others|等)|,?\s*(?:\.\.\.|…))(?:\s*$|(?=[\s,.;]))",
    re.I,
)
_GAP = re.compile(r",?\s*(?:\.\s?\.\s?\.|…)\s*,?\s*(?:&|and)\s+")
_MORE = re.compile(r"\s+and\s+\d+\s+more\.?$")
_CUT = re.compile(r"[,+\s]*(?:\betc\.?|\bet al\.?|\+ others)$")
_ORGANIZATION = re.compile(
    r"\b(?:Univ(?:ersit\w*|\.)?|Institut\w*|Inst\.|Inc\.?|Corp(?:oration)?\.?|Co\.|Ltd\.?|LLC|GmbH|Labs?|Laborator\w+|Research|"
    r"Academy|College|Technolog\w+|Centre|Center|School|AI Lab|Google|Microsoft|Facebook|Meta AI|NVIDIA|"
    r"Intel|IBM|Apple|Amazon|OpenAI|DeepMind|Baidu|Tencent|Alibaba|Huawei|Samsung|Qualcomm|Adobe|"
    r"ByteDance|Salesforce|Uber|Twitter|Megvii|SenseTime|MIT|CMU|ETHZ?|EPFL|INRIA|Inria|KAIST|UCLA|UCSD|"
    r"UC Berkeley|Berkeley|Stanford|Princeton|Harvard|Oxford|Cambridge|Tsinghua|Peking|NYU|Caltech|Yale|"
    r"Cornell|Columbia|UIUC|UT Austin|Georgia Tech|HKUST|CUHK|HKU|NUS|NTU|USTC|ZJU|SJTU|CAS|Xilinx|ARM|"
    r"Hospital|Foundation|Microsoft Research|FAIR|MSRA|Mila|MILA|Anthropic|Naver|NEC|Sony|Bosch|Siemens|TuSimple)\b|大学|学院|研究院|实验室"
)


_NOBODY = re.compile(
    r"\b(?:Univ\w*|Institut\w*|ETHZ?|EPFL|KAIST|NVIDIA|Inc|Labs?|College|Technolog\w+|Academy|Cent(?:er|re))\b"
)


@lru_cache(maxsize=20_000)
def is_name(text: str) -> bool:
    """Whether the text is shaped as one person's name and has no word that titles are made of."""
    text = cleaned(text)
    if not 2 <= len(text) <= 60:
        return False
    if _CJK_NAME.match(text):
        return kind_of_word(text) is None
    if (
        _NOBODY.search(text)
        or _names_venue(text)
        or text.endswith(("'s", "’s"))
        or "'s " in text
        or "’s " in text
    ):
        return False
    words = text.replace(".-", "-").replace(".", ". ").split()
    if not 2 <= len(words) <= 6:
        return False
    capitals = 0
    for place, word in enumerate(words):
        bare = word.strip(".'’`")
        if not _WORD.fullmatch(word) or (
            not (len(bare) == 1 and bare.isupper())
            and any(part in _NO_NAME for part in bare.casefold().split("-"))
        ):
            return False
        if bare[:1].isupper():
            capitals += 1
            if len(bare) > 3 and bare.isupper() and len(words) > 2 and bare.isascii():
                return False
        elif bare.casefold() not in _PARTICLES and not (
            "-" in bare or (place == len(words) - 1 and not bare.isascii())
        ):
            return False
    return capitals >= 2 or (capitals == 1 and any(w.casefold() in _PARTICLES for w in words))


def _names_venue(text: str) -> bool:
    """Whether a word is a venue's short name, which nobody is called: `ICBINB NeurIPS`."""
    return any(
        len(word) > 3 and word != word.title() and lookup(word) is not None for word in text.split()
    )


def cleaned(name: str) -> str:
    """A name without the marks of its affiliation."""
    text = name_with_accents(name).replace("\\", "").strip(" *_\t\n,;")
    for _ in range(3):
        shorter = _JUNK.sub("", text).strip()
        if shorter == text:
            break
        text = shorter
    return " ".join(text.split())


def names_of(text: str) -> list[str] | None:
    """The names in a list of authors, `others` last where it is cut; None for any other text."""
    found = _names_of(text)
    return list(found) if found else None


@lru_cache(maxsize=20_000)
def _names_of(text: str) -> list[str] | None:
    text = " ".join(text.split()).strip(" .,;:*_–—|")
    text = re.sub(r"^(?:authors?|by|作者)\s*[:：]?\s+|^作者\s*[:：]\s*", "", text, flags=re.I)
    if not 3 <= len(text) <= 8000:
        return None
    more = False
    if found := _MORE.search(text):
        text, more = text[: found.start()], True
    if found := _GAP.search(text):  # APA leaves out all but the first and the last
        text, more = f"{text[: found.start()]}, {text[found.end() :]}", True
    if found := _ET_AL.search(text):
        if text[found.end() :].strip(" ,.;"):
            return None
        text, more = text[: found.start()].strip(" ,.;"), True
    if ";" in text:
        parts = [_employed(part.strip()) for part in text.split(";")]
    elif " and " in text and re.search(r"[^,]+, [^,]+ and ", text) and _is_bibtex(text):
        parts = [part.strip() for part in text.split(" and ")]
    else:
        parts = re.split(r"\s*[,，、]\s*(?:and\s+|&\s*)?|\s+(?:and|&|·|•)\s+|\s*[·•]\s*", text)
    names = [cleaned(_unaffiliated(part)) for part in parts if part and part.strip(" .")]
    names = _joined(names)
    if not names or any("[" in name for name in names):
        return None
    good = sum(is_name(name) or ("," in name and is_name(_turned(name))) for name in names)
    single = sum(bool(re.fullmatch(r"[^\W\d_][\w’'-]{1,20}", name)) for name in names)
    if more and len(names) == 1 and (good or (single and names[0].casefold() not in _NO_NAME)):
        return [*names, "others"]
    if len(names) == 1:
        return names if good and not _CJK_NAME.match(names[0]) else None
    # One odd name among many is a name as well, as long as it is not longer than one.
    odd = [name for name in names if not is_name(name) and "," not in name]
    if good < 2 and not (good and more):
        return None
    if len(odd) > max(1, len(names) // 4) or any(len(name.split()) > 5 for name in odd):
        return None
    return [*names, "others"] if more else names


_FAMILIES = re.compile(r"([A-Z][\w'’-]+),? (?:&|and) ([A-Z][\w'’-]+)")


def families_of(text: str) -> list[str] | None:
    """The two people of a citation by family name, `Palm & Quist`; else None."""
    found = _FAMILIES.fullmatch(text.strip())
    if not found or any(word.casefold() in _NO_NAME or word.isupper() for word in found.groups()):
        return None
    return list(found.groups())


def is_title_word(word: str) -> bool:
    """Whether titles are made of a word, and nobody is called by it."""
    return word.casefold() in _NO_NAME


def _employed(part: str) -> str:
    """`Jane Doe, University of X`, as one of several between semicolons, without the place."""
    name, _, place = part.partition(",")
    return name if place and is_name(name) and _ORGANIZATION.search(place) else part


def _is_bibtex(text: str) -> bool:
    """`Battaglia, Peter W and Hamrick, Jessica B`."""
    parts = [part for part in text.split(" and ") if part.strip() != "others"]
    return all(re.fullmatch(r"[^\s,]+(?: [^\s,]+)?, [^,]+", part.strip()) for part in parts)


def _turned(name: str) -> str:
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}"


def _joined(names: list[str]) -> list[str]:
    """`Bengio, Yoshua` cut at its comma is put together again."""
    made: list[str] = []
    for name in names:
        is_initials = _INITIALS.fullmatch(name) and not re.fullmatch(r"[A-Z]{4,}", name)
        if made and is_initials and "," not in made[-1] and len(made[-1].split()) <= 2:
            made[-1] = f"{made[-1]}, {name}"
            continue
        made.append(name)
    turned = len(made) >= 2 and len(made[0].split()) == 1 and "," not in made[0]
    if turned and re.fullmatch(r"[^\W\d_][\w’'-]+(?: [A-Z]\.?){0,2}", made[1]):
        # Only the first author is turned round: `Dong, Zhen, Zhewei Yao, Amir Gholami`.
        rest = made[2:]
        if not rest or all(is_name(name) for name in rest[:2]):
            made = [f"{made[0]}, {made[1]}", *rest]
    return made


def _unaffiliated(name: str) -> str:
    return re.sub(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$", "", name)


def organizations_of(text: str) -> list[str] | None:
    """Where people work, as brackets say it: `(Stanford University + NVIDIA)`; else None."""
    found = _organizations_of(text)
    return list(found) if found else None


@lru_cache(maxsize=20_000)
def _organizations_of(text: str) -> list[str] | None:
    text = " ".join(text.split()).strip(" ()（）[].,;")
    if not 2 <= len(text) <= 300 or not _ORGANIZATION.search(text):
        return None
    more = bool(_CUT.search(text))
    text = _CUT.sub("", text)
    parts = [
        part.strip()
        for part in re.split(r"\s*[+&;]\s+|\s+[+&]\s*|\s*[,，/]\s*", text)
        if part.strip()
    ]
    good = [
        part
        for part in parts
        if part[:1].isupper() or not part.isascii() or _ORGANIZATION.search(part)
    ]
    if any(len(part.split()) > 3 and not _ORGANIZATION.search(part) for part in parts):
        return None
    if len(good) < len(parts) or any(len(part.split()) > 8 for part in parts) or len(parts) > 12:
        return None
    if sum(bool(_ORGANIZATION.search(part)) for part in parts) * 2 < len(parts):
        return None
    return [*dict.fromkeys(parts), *(["others"] if more else [])]
