"""Conferences, journals and preprint servers as lists abbreviate them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reading_list.text import fold

# Conferences and journals as lists abbreviate them; what stands after `=` is another short form.
_CONFERENCES = """CVPR ICCV ECCV NeurIPS=NIPS ICML ICLR AAAI IJCAI ACL EMNLP NAACL EACL AACL COLING CoNLL
LREC KDD=SIGKDD WWW=TheWebConf SIGIR WSDM CIKM RecSys ICDM SDM PAKDD PKDD ECML ECML-PKDD UAI AISTATS COLT ALT
MICCAI ISBI MIDL IPMI ICASSP INTERSPEECH SLT ASRU ISMIR ICRA IROS RSS CoRL HRI CASE WACV BMVC ACCV 3DV FG ICIP
ICME ICPR ICIAR SIGGRAPH SIGGRAPH-Asia=SIGGRAPHAsia CHI UIST IUI CSCW UbiComp VLDB SIGMOD PODS ICDE EDBT CIDR OSDI
SOSP NSDI ATC FAST ASPLOS ISCA MICRO HPCA DAC ICCAD DATE ASP-DAC=ASPDAC FPGA FCCM FPL FPT ISSCC VLSI ISCAS
ISLPED MLSys=SysML EuroSys SC PPoPP PLDI POPL OOPSLA ICSE FSE ESEC/FSE ASE ISSTA CCS NDSS USENIX USENIX-Security
S&P=Oakland EuroS&P ACSAC RAID ESORICS DSN CRYPTO EUROCRYPT ASIACRYPT PETS SOUPS INFOCOM SIGCOMM MobiCom MobiSys
SenSys IPSN IMC CoNEXT HotNets HotOS HotCloud ICDCS IPDPS ICPP HPDC ACM-MM=ACMMM=ACMMultimedia ICMR MMM
Eurographics EGSR PG SCA I3D ICCP ICVGIP DICTA IJCNN ICANN ESANN GECCO CEC PPSN AutoML-Conf LoG COLM CLeaR
CHIL ML4H BIBM RECOMB ISMB KR ICAPS AAMAS SAT CP CAV TACAS ITC ITSC IV CogSci ISWC ESWC ECIR CHIIR ICTIR NTCIR TREC
SemEval WMT BEA SIGDIAL INLG EAMT MICCAI WSDM ICDAR CIKM DASFAA MobiHoc SECON ICMI SODA FOCS STOC ITCS ICALP
L4DC AIES FAccT EAAMO Interspeech EUSIPCO MLSP MMSP DCC PCS ICDH SPAA ICS CGO PACT LCTES CODES CASES RTSS RTAS
DIS VIS EuroVis PacificVis VR ISMAR IEEE-VIS SIGCSE LAK EDM AIED ITiCSE WSC KDDW MSR SANER ICSME ICPC ESEM ISSRE
IJCB ICB BTAS ICIP VCIP APSIPA ISPD GLSVLSI ICLP ILP EKAW EPIA IJCLR TheWeb SIGSPATIAL MDM SSTD ICWSM HT UMAP
ACIIDS WAFR ISRR ISER Humanoids RO-MAN MobiCASE WearSys EMDL SSPR ICPRAM VISAPP""".split()


_JOURNALS = """JMLR TMLR TPAMI=PAMI=IEEE-TPAMI=T-PAMI IJCV TIP=IEEE-TIP TNNLS=IEEE-TNNLS TKDE TNN TSP TMM=IEEE-TMM TCSVT
FGCS JPDC TVCG TOG=ACM-TOG TMI=IEEE-TMI MedIA=MIA TACL CL TASLP TAC TRO=T-RO RAL=RA-L=IEEE-RAL IJRR JAIR AIJ MLJ NN PR PRL
Neurocomputing Nature=Nat. Science PNAS Cell Neuron TOIS TIST TKDD TODS VLDBJ TPDS TC TCAD JSSC TCAS TVLSI TECS
TIFS TDSC JCP TITS T-ITS TIV TIE TII IoTJ IoT-J TGRS JSTARS GRSL ISPRS RSE CVIU IVC JBHI TBME TCYB TSMC TEVC SPL
SPM CSUR PVLDB PIEEE JMLC TOSEM TSE EMSE TOPLAS TOCS TOMM TOMCCAP KBS ESWA INS INFFUS TALLIP TETCI TETC
NatureCommunications NMI NCOMMS JOSS TAI TPS JCIM JCTC PRX PRL PRE""".split()


_NAMED = """Machine Learning|Pattern Recognition|Neural Networks|Neural Computation|Nature Methods|Nature Machine
Intelligence|Nature Communications|Nature Medicine|Nature Biotechnology|Nature Neuroscience|Nature Electronics|
Science Robotics|Science Advances|Scientific Reports|Information Sciences|Information Fusion|Artificial Intelligence|
Knowledge-Based Systems|Expert Systems with Applications|Medical Image Analysis|Pattern Recognition Letters|
Computer Graphics Forum|IEEE Access|ACM Computing Surveys|PLoS ONE|Bioinformatics|Briefings in Bioinformatics|
Robotics: Science and Systems|Robotics and Automation Letters|Neural Processing Letters|Cognitive Science|
Frontiers in Neuroscience|Frontiers in Robotics and AI|Remote Sensing|Sensors|Electronics|Radiology|eLife|iScience|
Patterns|Entropy|Symmetry|Distill|Applied Sciences|Applied Intelligence|Nature Climate Change|Cell Systems|
Image and Vision Computing|Computer Vision and Image Understanding|IEEE Signal Processing Magazine|Machine
Learning Journal|Foundations and Trends in Machine Learning|Communications of the ACM|The Visual Computer"""


_PREPRINTS = "arXiv=arxiv=CoRR=ArXiv=Arxiv=Arixv bioRxiv=BioRxiv medRxiv Preprint SSRN ChemRxiv TechRxiv".split()


class Venue(NamedTuple):
    """A venue as a list writes it: its short name or its whole one, and its type."""

    name: str
    type: str


def _known() -> dict[str, Venue]:
    found: dict[str, Venue] = {}
    for type_, words in (
        ("conference", _CONFERENCES),
        ("journal", _JOURNALS),
        ("preprint", _PREPRINTS),
    ):
        for word in words:
            names = [name.replace("-", " ") if "IEEE" in name or "ACM" in name else name
                     for name in word.split("=")]  # fmt: skip
            for name in names:
                found.setdefault(fold(name), Venue(names[0], type_))
    for name in " ".join(_NAMED.split("\n")).replace("| ", "|").split("|"):
        found.setdefault(fold(name), Venue(" ".join(name.split()), "journal"))
    return found


KNOWN = _known()


@lru_cache(maxsize=20_000)
def lookup(word: str) -> Venue | None:
    """The venue of an abbreviation; those that are words too have to be in capitals."""
    folded = fold(word)
    found = KNOWN.get(folded)
    if found is None and folded.startswith("t-"):
        found = KNOWN.get(folded.replace("-", ""))  # `T-PAMI`, `T-IP`
    if found and folded in _ALSO_WORDS and word != found.name:
        return None
    return found


_ALSO_WORDS = frozenset(
    "fast sc log alt ht vis dis case pets raid date micro cav iv vr pg ics itc cp hri sat pr nn ins rse cl tc cc kr mm fg pact dac cases codes fse cell neuron sensors electronics patterns entropy symmetry remote radiology distill preprint lak".split()
)
