"""The vocabulary of synthetic lists: names, nouns of the field, sentences. Nothing here is real."""

from __future__ import annotations

FACETS = {
    "methods": {
        "Compression": {
            "Pruning": ["Structured pruning", "Unstructured pruning", "Pruning at initialization"],
            "Quantization": ["Binary networks", "Mixed precision", "Post-training quantization"],
            "Distillation": ["Self-distillation"],
            "Low-rank factorization": [],
        },
        "Optimization": {
            "Second-order methods": [],
            "Distributed training": ["Gradient compression", "Federated learning"],
        },
        "Architecture search": {},
        "Conditional computation": {"Mixtures of experts": [], "Early exit": []},
    },
    "tasks": {
        "Vision": {"Detection": [], "Segmentation": ["Video segmentation"], "Pose estimation": []},
        "Language": {"Translation": [], "Question answering": [], "Summarization": []},
        "Speech": {"Speech recognition": [], "Speech synthesis": []},
        "Robotics": {},
    },
    "hardware": {
        "Accelerators": {"Systolic arrays": [], "In-memory computing": ["Resistive memory"]},
        "Reconfigurable logic": {},
        "Microcontrollers": {},
        "Benchmark suites": {},
    },
}

FIELDS = """Machine Learning|Computer Vision|Speech Processing|Computational Linguistics|
Learned Systems|Computer Architecture|Embedded Computing|Signal Theory|Robotics|
Neural Computation|Pattern Recognition|Data Engineering|Integrated Circuits|
Design Automation|Parallel Algorithms|Human Factors|Statistical Inference|
Knowledge Discovery|Multimedia|Reconfigurable Logic""".replace("\n", "").split("|")

CITIES = """Aarhus|Bologna|Coimbra|Dresden|Edirne|Fukui|Gdańsk|Haifa|Ibadan|Jyväskylä|Kraków|
Lausanne|Málaga|Nagoya|Örebro|Porto|Québec|Reykjavík|Suwon|Tromsø|Uppsala|Valparaíso|
Würzburg|Xiamen|Yerevan|Zürich|Austin|Bengaluru|Cape Town|Đà Nẵng|Eindhoven|Fribourg|
Göttingen|Hobart|Izmir|Jena|Kyoto|Leuven|Montréal|Nantes""".replace("\n", "").split("|")

GIVEN = """Aisha Ayşe Åsa Bogdan Bẩo Carlos Chen Chloé Dag Dimitra Dmitri Elif Émile Fatima
Fei Francisca Gökhan Grace Hana Haruto Héctor Hui Ida Ignacio Ines Ivan Jan Jia Jin João
Jörg Jun Kaito Karin Kofi Lars Lena Li Lucía Magnus Maja Marek Mei Mihai Min Mohamed
Naïma Nikos Noor Olga Ólafur Omar Patricia Pavel Priya Qiang Rafał Rahul Renée Rui Ruth Sana
Sara Seán Siddharth Silvia Søren Sunita Tae Thảo Tomáš Uma Valentina Viktor Wei Xiao Xin
Yan Yara Yi Yuki Yusuf Zeynep Zoë Žiga""".split()

FAMILY = """Abebe Ahmed Almeida Andersson Aydın Bakker Banerjee Bauer Bianchi Björk Bui
Castillo Chatterjee Chen Cohen Côté Dąbrowski Demir Díaz Dubois Dvořák Eriksson Farouk Fernández
Fischer Fontaine Gao García Ghosh González Grigoryan Gupta Haddad Hansen Hashimoto He Hoàng
Horvat Hu Huang Ibrahim Ionescu Ito Jensen Jiang Johansson Jung Kamau Kaplan Kaya Keller Khan
Kim Kobayashi Kovács Kowalski Kumar Lambert Larsen Lee Lehmann Li Lin Liu López Lu Ma Maier
Martínez Mehta Mensah Meyer Moreau Mori Müller Nakamura Nguyễn Nielsen Nkosi Nowak O'Brien
Okafor Oliveira Öztürk Park Patel Pereira Petrov Phạm Popescu Qian Rao Reyes Romano Rossi Ruiz
Sato Schäfer Schneider Sharma Shen Silva Singh Šimić Sokolov Song Sørensen Suzuki Svensson
Takahashi Tanaka Tang Tran Vargas Vasquez Vega Virtanen Wagner Walker Wang Weber Wójcik Wu Xie
Xu Yamamoto Yang Yılmaz Yoon Zhang Zhao Zhou Zhu Živković""".split()

PARTICLES = ["van der", "de", "von", "dos"]
OTHER_SCRIPTS = (
    "王伟 李娜 佐藤健 김민준 박서연 Дмитрий~Соколов Олена~Шевченко Γιώργος~Παπαδόπουλος".split()
)

QUALITIES = """Adaptive Asynchronous Bayesian Coarse-to-fine Compact Conditional Continual Deep
Differentiable Distributed Dynamic Efficient End-to-end Energy-aware Equivariant Fast Few-shot
Fixed-point Hardware-aware Hierarchical Implicit Incremental Interpretable Joint Large-scale
Layer-wise Lightweight Low-bit Low-rank Memory-bound Multi-task Online Parallel Progressive
Provable Quantized Recurrent Robust Scalable Self-supervised Sparse Stochastic Structured
Ternary Tiny Transferable Unified Variational Weight-shared""".split()

THINGS = """Attention Autoencoders Backpropagation Binarization Caches Circuits Classifiers
Codebooks Convolutions Dataflows Decoders Detectors Distillation Embeddings Encoders Ensembles
Factorization Features Filters Gradients Graphs Hashing Inference Kernels Layers Memories Models
Networks Normalization Optimizers Perceptrons Pipelines Pooling Pruning Quantization Regularizers
Representations Routing Sampling Schedules Search Sketches Spikes Tensors Tokens Training
Transformers Weights""".split()

PLACES = """Images|Speech|Video|Documents|Point Clouds|Time Series|Mobile Phones|Microcontrollers|
Field-programmable Gate Arrays|Edge Devices|Data Centres|Autonomous Vehicles|Drones|
Medical Records|Protein Folding|Weather Forecasts|Code|Recommender Systems|Long Sequences|
Noisy Labels|Unbalanced Data|Streams|Heterogeneous Clusters|
Analogue Circuits""".replace("\n", "").split("|")

TAILS = """A Second Look|An Empirical Study|Theory and Practice|Lessons Learned|
A Survey|Limits and Bounds|A Benchmark|Beyond Accuracy|A Unifying View|
One Size Fits None""".replace("\n", "").split("|")

MATHS = [
    r"$\ell_1$",
    r"$O(n \log n)$",
    r"$k$-means",
    r"$\alpha$-divergence",
    r"$x^2$",
    r"$\mathbb{R}^d$",
]

SENTENCES = """We study {0} for {1} when memory is the narrowest resource.
Earlier work treats {0} and {2} apart, which costs accuracy on {1}.
We show that both follow from one objective with a single parameter.
The method needs no labels and adds less than {3} percent to the time of training.
On {4} benchmarks it is as accurate as the best known model with a {5}-fold smaller one.
An ablation tells that most of the gain comes from {2}, not from {0}.
We prove a bound that holds for every width and depth.
Measured on silicon, energy per inference falls by {3} percent.
The code and all trained weights are public.
Our results suggest that it was {0} that was judged by the wrong measure.
A user study with {4} participants agrees.
Finally we discuss where the approach fails, above all on {1}.""".split("\n")

NOTES = """Read it together with its supplement.
The appendix holds the *proofs*; start with section {3}.
Has a [reference implementation](https://example.org/impl/{4}).
Superseded in part, still the clearest account of {0}.
Figures are for **one** accelerator only.""".split("\n")

AWARDS = ["Best Paper", "Best Student Paper", "Test of Time", "Honourable Mention"]
TRACKS = ["oral", "spotlight", "poster", "poster", "poster", "short", "demo", "workshop"]
