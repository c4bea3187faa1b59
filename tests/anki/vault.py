# SPDX-License-Identifier: MIT
"""Folders of notes that know which section is which, whatever is done to them.

A section has a key of its own for ever, which the notes on the disk do not show. So a test that
edits a folder knows which notes are the same, which content changed, and what an import must
therefore do, without asking the program.
"""

import copy
import random
import re
import shutil
import unicodedata
from dataclasses import dataclass, field

QUESTION = re.compile(r"[^\n]*\?(?= )|[^\n]*？")  # the folders below ask nowhere else


@dataclass
class Section:
    key: str
    level: int
    heading: str
    body: str = ""  # none: a step in the path of those below it
    ruled: bool = False  # a rule follows
    services: tuple = ()  # a heading that lists these: a note each
    mark: str = ""  # an explicit id, behind the heading or below it

    def text(self):
        heading = f"{'#' * self.level} {self.heading}"
        if self.mark.startswith("{"):
            heading += " " + self.mark
        elif self.mark:
            heading += "\n" + self.mark
        return "\n\n".join(filter(None, [heading, self.body, "---" if self.ruled else ""]))


@dataclass
class File:
    sections: list
    front: str = ""  # lines of front matter

    def title(self):
        named = re.search(r"^title: (.*)$", self.front, re.MULTILINE)
        first = [section.heading for section in self.sections if section.level == 1]
        return named[1] if named else first[0] if first else None


def notes_of(section, path, tags):
    """What an import can bring of a section, by the names of its notes."""
    inner = (*path, section.heading)
    paragraphs = section.body.split("\n\n")
    if not section.body:
        return {}
    if section.services:
        return {f"{section.key}/{name}": (inner, [p for p in paragraphs if name in p], tags)
                for name in section.services}
    found = {section.key: (path, section.heading, section.body, tags)}
    starts = list(QUESTION.finditer(section.body)) + [None]
    for number, (this, after) in enumerate(zip(starts, starts[1:]), 1):
        answer = section.body[this.end():after.start() if after else None]
        found[f"{section.key}?{number}"] = (inner, this[0].lstrip("- "), answer.strip(), tags)
    return found


@dataclass
class Vault:
    files: dict = field(default_factory=dict)  # path -> File

    def copy(self):
        return copy.deepcopy(self)

    def add(self, path, text):
        """Takes a file as people write it."""
        front, rest = "", text
        if text.startswith("---\n"):
            front, _, rest = text[4:].partition("\n---\n")
        sections, keys = [], set()
        for part in re.split(r"^(?=#)", rest, flags=re.MULTILINE)[1:]:
            heading, _, body = part.partition("\n")
            marks, _, heading = heading.partition(" ")
            body, ruled = body.strip(), body.strip().endswith("---")
            key = f"{path}#{heading}"
            while key in keys:
                key += "+"
            keys.add(key)
            body = body.removesuffix("---").strip()
            names = re.split(r"와 | and ", heading) if heading.startswith("Amazon ") else []
            sections.append(Section(key, len(marks), heading, body, ruled,
                                    tuple(names) if len(names) > 1 else ()))
        self.files[path] = File(sections, front)

    def find(self, key):
        """The file's path, the file, the section."""
        for path, file in self.files.items():
            for section in file.sections:
                if section.key == key:
                    return path, file, section
        raise KeyError(key)

    def __getitem__(self, key):
        return self.find(key)[2]

    def sections(self):
        return [section for file in self.files.values() for section in file.sections]

    def take(self, key):
        """Removes the section and those below it, and returns them."""
        _, file, section = self.find(key)
        start = file.sections.index(section)
        end = start + 1
        while end < len(file.sections) and file.sections[end].level > section.level:
            end += 1
        taken = file.sections[start:end]
        del file.sections[start:end]
        return taken

    def rename(self, old, new):
        self.files[new] = self.files.pop(old)

    def write(self, folder, newline="\n", form="NFC"):
        """Writes all files and removes the others; says at which lines sections begin."""
        places = {}
        for old in [*folder.rglob("*.md"), *folder.rglob("*.markdown")]:
            old.unlink()
        for path, file in self.files.items():
            text = f"---\n{file.front}\n---\n\n" if file.front else ""
            starts = places[path] = []
            for section in file.sections:
                starts.append((text.count("\n") + 1, section.key))
                text += section.text() + "\n\n"
            target = folder / unicodedata.normalize(form, path)
            text = unicodedata.normalize(form, text)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.replace("\n", newline).encode())
        for old in sorted(folder.rglob("*"), reverse=True):
            if old.is_dir() and not any(old.iterdir()):
                shutil.rmtree(old)
        return places

    def notes(self):
        """Name -> what an import can bring of it."""
        found = {}
        for path, file in self.files.items():
            tags = re.findall(r"^tags: (.*)$", file.front, re.MULTILINE)
            title = file.title() or path.rsplit("/")[-1].removesuffix(".md")
            above = []
            for section in file.sections:
                while above and above[-1].level >= section.level:
                    above.pop()
                steps = tuple(step.heading for step in above)
                if section.level > 1 and (not above or above[0].level > 1):
                    steps = (title, *steps)
                found.update(notes_of(section, steps, tags))
                above.append(section)
        return found


# --- notes as somebody may keep them ---

def small():
    vault = Vault()
    vault.add("aws/1. 컴퓨팅.md", """---
title: 1. 컴퓨팅
parent: aws
tags: [aws, compute]
---

# 1. 컴퓨팅

---

## Amazon EC2

가상 서버를 필요한 만큼 빌려 쓰는 서비스이다.

- 인스턴스 유형은 CPU와 메모리의 비율로 나뉜다.
- 사용자 데이터 스크립트는 첫 부팅 때 한 번만 실행된다.

---

### 요금

온디맨드, 예약, 스팟 세 가지가 있고 스팟은 언제든 회수될 수 있다.

---

### 배치 그룹

클러스터는 한 랙에 모으고, 분산은 서로 다른 하드웨어에 둔다.

- 파티션 배치 그룹은 언제 쓰는가? 하둡이나 카산드라처럼 복제본을 나누어 둘 때 쓴다.

---

## AWS Lambda

서버를 두지 않고 함수만 올려 실행하며, 최대 실행 시간은 15분이다.

---

### 요금

요청 수와 실행 시간에 메모리를 곱한 값으로 청구된다.

---

## Amazon Lex와 Amazon Connect

Amazon Lex는 음성과 글로 대화하는 챗봇을 만든다.

Amazon Connect는 클라우드 콜센터이고 전화 흐름을 그림으로 만든다.

---

## 함정 모음

스팟 인스턴스는 회수 2분 전에 알림이 온다. 시험에 자주 나온다.
""")
    vault.add("aws/2. 스토리지.md", """---
title: 2. 스토리지
parent: aws
tags: [aws]
---

# 2. 스토리지

저장소는 객체, 블록, 파일의 세 종류로 나누어 생각하면 쉽다.

## Amazon S3

객체 하나는 5TB까지이고, 버킷 이름은 전 세계에서 하나뿐이다.

### 요금

저장 용량과 요청 수, 그리고 밖으로 나가는 전송량에 매긴다.

### 수명 주기

30일이 지나면 IA로, 90일이 지나면 글래시어로 옮기도록 규칙을 건다.

## Amazon EBS

가용 영역 하나에 묶인 블록 장치이다. 스냅샷으로 다른 영역에 옮긴다.

### 요금

프로비저닝한 기가바이트에 매기며 쓰지 않아도 청구된다.
""")
    vault.add("aws/3. 네트워크.md", """# 3. 네트워크

## Amazon VPC

논리적으로 격리된 가상 네트워크이고 리전 하나에 속한다.

### NAT 게이트웨이

사설 서브넷에서 밖으로 나가는 길을 열어 준다. 들어오는 길은 없다.

### 보안 그룹

상태를 기억하므로 나간 요청의 응답은 규칙이 없어도 들어온다.

### 네트워크 ACL

상태를 기억하지 않으므로 양쪽 규칙을 모두 적어야 한다.
""")
    vault.add("english/git.md", """# Git

## Basics

A commit records a snapshot of the whole tree together with its parents.

## Rebase

Replays commits one by one on top of another base and rewrites their hashes.

### When not to

Never after the branch was shared, because others build on the old hashes.

## Bisect

Binary search through history.

- What must a bisect script return? Zero for a good commit and one for a bad commit.

## Reflog

Keeps every position of HEAD for ninety days, even of deleted branches.
""")
    vault.add("english/http.md", """# HTTP

## Basics

A request has a method, a path, headers and perhaps a body.

## Caching

The entity tag lets a client ask whether its copy is still fresh.

## Cookies

Small strings that the server sets and the browser sends back each time.

### SameSite

Lax keeps the cookie away from foreign forms, Strict also from links.
""")
    vault.add("english/untitled notes.md", """## Basics

TCP opens a connection with three segments before any byte of data flows.

## Window

The receiver tells how many bytes it can still take in.
""")
    vault.add("日本語/データベース.md", """# データベース

## 索引

検索を速くするが、書き込みのたびに更新の手間がかかる。

## 正規化

同じ事実を一箇所だけに置くことで、更新の矛盾を防ぐ。

### 第三正規形

主キー以外の列に従属する列を別の表に分ける。

## トランザクション

原子性と分離性を保証する。途中で失敗したら全部を取り消す。
""")
    return vault


# --- as many sections as are wanted ---

WORDS = {
    "en": "anchor beacon bridge bucket cable canal castle channel cipher circuit cluster compass "
          "copper cradle crystal desert engine fabric falcon filter forest garden glacier granite "
          "hammer harbour helmet island jungle kernel ladder lantern ledger magnet marble meadow "
          "mirror mortar needle orchard packet paddle pepper pillar planet pocket portal prism "
          "quarry ribbon rocket saddle sensor shadow signal silver socket spring stable tablet "
          "temple thread ticket timber tunnel turbine vector vessel violin wagon walnut window",
    "ko": "강물 거울 계단 고래 공책 구름 그물 기둥 나침반 낙타 날개 냄비 노을 다리 단추 달력 대나무 도서관 "
          "동굴 등대 라디오 마당 망치 모래 목도리 무지개 바구니 바퀴 버섯 베개 벽돌 병원 보석 봉투 비누 사다리 "
          "사막 소금 수레 숲길 시계 신호등 안개 양초 얼음 연필 열쇠 온도계 우산 운동장 유리 의자 자석 잠수함 "
          "저울 전구 접시 정원 조개 종이 주머니 지도 찻잔 창고 촛불 칠판 카메라 터널 톱니 포도 풍차 항구 화분",
    "ja": "鏡 橋 雲 鍵 傘 砂 塔 波 庭 畑 船 星 窓 港 森 谷 駅 池 泉 糸 馬 絵 鐘 川 岩 霧 靴 桜 皿 塩 島 城 "
          "滝 竹 棚 種 机 箱 旗 鳩 花 羽 火 笛 筆 坂 牧場 水車 石段 地図 電池 毛布 帽子 望遠鏡 歯車 温室 磁石 "
          "手紙 灯台 時計 果樹園 風車 倉庫 階段",
}
PATTERNS = {
    "en": ["A {} rests on the {} until its {} moves.", "Every {} needs one {} and no {}.",
           "Between {} and {} stands a {}.", "Once the {} fails, a {} takes over from the {}."],
    "ko": ["{} 옆에는 {} 말고도 {}까지 있다.", "{}보다 {} 쪽이 {}에 가깝다.",
           "먼저 {} 다음에 {}, 끝으로 {} 순서이다.", "{} 없이는 {}도 {}도 움직이지 않는다."],
    "ja": ["{}の隣に{}があり、{}はない。", "{}より{}のほうが{}に近い。", "{}を開けると{}と{}が見える。",
           "{}が壊れたら{}と{}を調べる。"],
}


def prose(chance, script, sentences):
    words = WORDS[script].split()
    return " ".join(chance.choice(PATTERNS[script]).format(*chance.sample(words, 3))
                    for _ in range(sentences))


def script_of(number):
    return ["ko", "en", "ja"][number % 3]


def word(chance, script):
    return chance.choice(WORDS[script].split())


def large(files, sections, seed=1):
    """`sections` sections of the second level, in `files` files; a third of them in each script."""
    chance, vault = random.Random(seed), Vault()
    for number in range(files):
        script = script_of(number)
        here = range(number, sections, files)
        text = f"# {word(chance, script)} {number}\n\n"
        for section in here:
            title = f"{word(chance, script)} {word(chance, script)}"
            # Equal headings in many files, as people have them.
            title = {0: "Overview", 1: "특징"}.get(section // files % 5, title)
            text += f"## {title}\n\n{prose(chance, script, chance.randint(1, 4))}\n\n"
        vault.add(f"{script}/{number:03}.md", text)
    return vault


PRODUCTS = ("S3 EC2 RDS VPC IAM SQS SNS EKS ECS EFS FSx EMR KMS ACM SSM DMS MSK MQ Glue "
            "Athena Lambda Aurora DynamoDB Neptune Redshift Kinesis CloudFront CloudWatch "
            "CloudTrail CloudFormation Route53 Cognito Macie Inspector GuardDuty Detective "
            "Polly Lex Textract Comprehend Rekognition SageMaker Bedrock Kendra Personalize "
            "Transcribe AppSync Amplify Fargate Lightsail Outposts Snowball QuickSight "
            "WorkSpaces AppStream Pinpoint SES Beanstalk CodeBuild CodeDeploy CodePipeline "
            "Cloud9 X-Ray OpsWorks MediaLive").split()


def basics(count=65):
    """Notes on so many products, all with a section of the same heading."""
    chance, vault = random.Random(2), Vault()
    for start in range(0, count, 13):
        script, text = script_of(start // 13), f"# Part {start // 13}\n\n"
        for product in PRODUCTS[start:start + 13]:
            body = prose(chance, script, chance.randint(1, 3))
            text += f"## {product}\n\n### Basics\n\n{body}\n\n"
        vault.add(f"part {start // 13}.md", text)
    return vault
