#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write seeded study notes in Markdown, as many sections as asked for: the benchmark's input.

Same number and seed, same bytes: random.Random.random() is the only source of chance, and every
file is written as bytes.
"""

import argparse
import os
import random
import sys

LANGUAGES = (("ko", 0.56), ("en", 0.78), ("ja", 0.88), ("vi", 0.93), ("de", 0.97), ("ar", 1.0))

# For each language: qualities, things, parts of things, and the folders its notes lie in.
WORDS = {
    "ko": (
        "빠른 느린 분산 관리형 서버리스 동기 비동기 암호화된 공개 비공개 임시 영구 읽기전용 지역 전역 예약된 "
        "자동 수동 다중 단일 가상 물리 중앙 외부 내부 하이브리드 정적 동적 병렬 순차 탄력적 휘발성".split(),
        "인스턴스 버킷 테이블 큐 주제 함수 클러스터 노드 볼륨 스냅샷 게이트웨이 서브넷 라우팅 정책 역할 사용자 그룹 키 "
        "인증서 로그 지표 경보 이벤트 스트림 캐시 복제본 백업 배포 파이프라인 이미지 컨테이너 작업 대기열 템플릿 스택 "
        "도메인 레코드 엔드포인트 로드밸런서 방화벽 트래픽 세션 토큰 객체 파티션 인덱스 쿼리 모델 학습 추론 데이터".split(),
        "수명 용량 비용 지연 한도 권한 순서 크기 상태 이력 장애 복구 일관성 가용성 내구성 처리량 보안 감사 "
        "구성 확장 전환 검증 모니터링 할당 격리 압축 보존 만료 재시도 동기화".split(),
        ("aws/컴퓨팅", "aws/네트워크/라우팅", "데이터베이스", "보안 노트/권한"),
    ),
    "en": (
        "managed serverless regional global encrypted public private shared reserved elastic "
        "durable "
        "temporary cached replicated partitioned read-only synchronous eventual virtual dedicated "
        "cold hot idle burstable federated signed versioned throttled scheduled nested".split(),
        "bucket instance table queue topic function cluster node volume snapshot gateway subnet "
        "route "
        "policy role principal group key certificate log metric alarm event stream cache replica "
        "backup deployment pipeline image container task template stack zone record endpoint "
        "listener "
        "firewall session token object partition index query model dataset batch worker".split(),
        "lifecycle capacity cost latency quota permission ordering size state history failure "
        "recovery "
        "consistency availability durability throughput isolation audit scaling failover rollout "
        "retention expiry retry encryption placement discovery".split(),
        ("exam notes", "exam notes/storage & backup", "compute"),
    ),
    "ja": (
        "高速な 低速な 分散 管理された 暗号化された 公開 非公開 一時的な 永続的な 仮想 専用の 共有 自動 手動 並列 "
        "動的な 静的な 予約済みの".split(),
        "インスタンス バケット テーブル キュー トピック 関数 クラスター ノード ボリューム ゲートウェイ サブネット 経路 "
        "ポリシー ロール 利用者 鍵 証明書 ログ 指標 警報 イベント ストリーム キャッシュ 複製 バックアップ 配置 画像 "
        "コンテナ 作業 雛形 領域 記録".split(),
        "寿命 容量 費用 遅延 上限 権限 順序 大きさ 状態 履歴 障害 復旧 一貫性 可用性 耐久性 処理量 監査 構成 拡張 "
        "検証 監視 割り当て 分離 圧縮 保存 期限".split(),
        ("機械学習", "ノート/データ分析"),
    ),
    "vi": (
        "nhanh chậm phân tán mã hoá công khai riêng tư tạm thời lâu dài tự động thủ công "
        "ảo".split(),
        "máy chủ|kho lưu trữ|bảng dữ liệu|hàng đợi|chủ đề|hàm|cụm|nút|ổ đĩa|bản sao|cổng|mạng con|"
        "chính sách|vai trò|người dùng|khoá|chứng chỉ|nhật ký|cảnh báo|sự kiện|luồng|bộ nhớ "
        "đệm".split("|"),
        "vòng đời|dung lượng|chi phí|độ trễ|giới hạn|quyền|thứ tự|trạng thái|lịch sử|sự cố|"
        "phục hồi|tính nhất quán|độ bền|thông lượng|bảo mật".split("|"),
        ("Bảo mật", "ghi chú/lưu trữ"),
    ),
    "de": (
        "schnelle langsame verteilte verwaltete verschlüsselte öffentliche private flüchtige "
        "dauerhafte "
        "geteilte virtuelle zentrale".split(),
        "Instanz Tabelle Warteschlange Funktion Gruppe Rolle Richtlinie Sitzung Sicherung Abfrage "
        "Verbindung Zone Prüfgröße Schlüsselkette Ablage Vorlage Übertragung Kachel Meldung "
        "Partition".split(),
        "Lebensdauer Kapazität Kosten Verzögerung Grenze Größe Geschichte Störung Verfügbarkeit "
        "Haltbarkeit Durchsatz Überwachung Zuteilung Prüfung Skalierung".split(),
        ("Prüfung/Übersicht", "Datenbanken"),
    ),
    "ar": (
        "سريع بطيء موزع مدار مشفر عام خاص مؤقت دائم مشترك افتراضي مركزي".split(),
        "الخادم الجدول الطابور الموضوع التابع العنقود العقدة القرص البوابة الشبكة السياسة الدور "
        "المستخدم "
        "المفتاح السجل المقياس الإنذار الحدث التدفق النسخة القالب النطاق".split(),
        "العمر السعة التكلفة التأخير الحد الصلاحية الترتيب الحجم الحالة التاريخ العطل الاسترداد "
        "الاتساق التوفر المتانة الأمان".split(),
        ("التخزين", "ملاحظات/الشبكات"),
    ),
}

ACTIONS = {
    "ko": "저장합니다|복제합니다|제한합니다|분리합니다|확인합니다|기록합니다|전달합니다|보호합니다|줄여줍니다|"
          "늘릴 수 있습니다|삭제합니다|만료시킨다|공유할 수 없다|자동으로 생성한다|따로 설정해야 한다|"
          "기본값으로 사용한다|보장하지 않는다|다시 시도한다|꼭 확인하기|가장 먼저 본다".split("|"),
    "en": "stores limits replicates isolates records forwards protects reduces restores "
    "encrypts shares "
          "rotates schedules validates throttles caches exports replaces".split(),
    "ja": "保存します 複製します 制限します 分離します 確認します 記録します 転送します 保護します 減らします 共有できません "
          "自動で作られます 設定が必要です".split(),
    "vi": "lưu|sao chép|giới hạn|tách|kiểm tra|ghi lại|chuyển tiếp|bảo vệ|giảm|khôi "
    "phục".split("|"),
    "de": "speichert begrenzt kopiert trennt prüft meldet schützt verringert erneuert "
    "verschlüsselt".split(),
    "ar": "يخزن يحد ينسخ يفصل يفحص يسجل يحمي يقلل يجدد يشفر".split(),
}
SERVICES = [
    "Amazon " + name for name in
    "Athena|Aurora|CloudFront|CloudWatch|Cognito|Comprehend|DocumentDB|DynamoDB|EventBridge|"
    "GuardDuty|"
    "Inspector|Kendra|Keyspaces|Lex|Lightsail|Macie|Neptune|OpenSearch Service|Personalize|Polly|"
    "QuickSight|Redshift|Rekognition|Route 53|SageMaker|Textract|Timestream|Transcribe|Translate|"
    "EC2|ECR|ECS|EKS|EFS|EMR|FSx|MQ|RDS|S3|SES|SNS|SQS|VPC|Kinesis|ElastiCache".split("|")
] + [
    "AWS " + name for name in
    "Amplify|App Runner|AppSync|Artifact|Backup|Batch|Budgets|Certificate Manager|CloudFormation|"
    "CloudHSM|CloudTrail|CodeBuild|CodeCommit|CodeDeploy|CodePipeline|Config|Control Tower|"
    "DataSync|"
    "Direct Connect|Elastic Beanstalk|Fargate|Firewall Manager|Global Accelerator|Glue|IAM|KMS|"
    "Lake Formation|Lambda|Organizations|Outposts|Secrets Manager|Security Hub|Shield|Snowball|"
    "Step Functions|Storage Gateway|Systems Manager|Transfer Family|Transit Gateway|Trusted "
    "Advisor|"
    "WAF|X-Ray".split("|")
]

SERVICE_HEADINGS = {
    "ko": ("{}", "{}", "{}", "{} 개요", "{}란"),
    "en": ("{}", "{}", "{}", "{} overview", "What is {}"),
    "ja": ("{}", "{}", "{}とは"),
    "vi": ("{}", "{} là gì"),
    "de": ("{}", "{}"),
    "ar": ("{}", "{}"),
}

CODE = (
    ("bash", "# {a}\naws s3 cp {b}.txt s3://{a}-{n}/ --recursive\naws ec2 describe-instances "
     "--max-items {n}"),
    ("python", "import boto3\n\ndef {a}(event, context):\n    # {b}\n    return {{\"size\": "
     "{n}, \"ok\": \"{b}\" != \"\"}}"),
    ("yaml", "Resources:\n  {a}:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tag: {b}-{n}"),
    ("json", "{{\n  \"Effect\": \"Allow\",\n  \"Action\": \"s3:{a}\",\n  \"Resource\": "
     "\"arn:aws:s3:::{b}-{n}/*\"\n}}"),
    ("sql", "SELECT {a}, COUNT(*) AS n\nFROM {b}\nWHERE size > {n} AND kind <> '<none>'\nGROUP "
     "BY {a};"),
)


def final_consonant(word):
    """Whether a Korean particle after this word takes its form for a closed syllable."""
    code = ord(word[-1])
    if 0xAC00 <= code <= 0xD7A3:
        return (code - 0xAC00) % 28 != 0
    return word[-1] in "lmnLMN13678"


class Writer:
    """Makes sections: holds the random numbers and the headings that are taken."""

    def __init__(self, seed):
        self.random = random.Random(seed).random
        self.taken = set()
        self.services = []
        self.things = {lang: self.coin(WORDS[lang][1]) for lang in WORDS}

    def pick(self, words):
        return words[int(self.random() * len(words))]

    def coin(self, words):
        """The words and a thousand more, put together of their halves: notes are not so monotonous
        as a short list of words, and deflate would notice."""
        halves = [(word[:(len(word) + 1) // 2], word[(len(word) + 1) // 2:]) for word in words]
        return words * 10 + [self.pick(halves)[0] + self.pick(halves)[1] for _ in range(1000)]

    def language(self):
        chance = self.random()
        return next(name for name, limit in LANGUAGES if chance < limit)

    def thing(self, lang):
        """A noun phrase, sometimes bold, code or a link, as notes have them."""
        quality, _, parts, _ = WORDS[lang]
        things = self.things[lang]
        pick = self.pick
        chance = self.random()
        gap = "" if lang == "ja" else " "
        if chance < 0.45:
            text = pick(things) + gap + pick(parts)
        elif lang in ("vi", "ar"):
            text = pick(things) + gap + pick(quality)
        else:
            text = pick(quality) + gap + pick(things)
        chance = self.random()
        if chance < 0.86:
            return text
        if chance < 0.92:
            return f"**{text}**"
        if chance < 0.97:
            return f"`{self.identifier()}`"
        return f"[{text}](https://docs.example.com/{self.identifier()})"

    def identifier(self):
        number = int(self.random() * 65536)
        return f"{self.pick(WORDS['en'][1])}-{number:x}"

    def sentence(self, lang, subject=None):
        subject = subject or self.thing(lang)
        other = self.thing(lang)
        action = self.pick(ACTIONS[lang])
        number = int(self.random() * 900) + 2
        shape = int(self.random() * 3)
        if lang == "ko":
            topic = "은" if final_consonant(subject.rstrip("*`)")) else "는"
            thing = "을" if final_consonant(other.rstrip("*`)")) else "를"
            return (f"{subject}{topic} {other}{thing} {action}",
                    f"{subject}{topic} {number}개까지 {other}{thing} {action}",
                    f"{other}의 경우 {subject}{topic} 따로 {action}")[shape]
        if lang == "en":
            return (f"The {subject} {action} the {other}.",
                    f"A {subject} {action} up to {number} units of the {other} & its copies.",
                    f"Unlike the {other}, this {subject} {action} it < {number} times.")[shape]
        if lang == "ja":
            return (f"{subject}は{other}を{action}。",
                    f"{subject}は{number}件まで{other}を{action}。",
                    f"{other}の場合、{subject}は別に{action}。")[shape]
        if lang == "vi":
            return (f"{subject} {action} {other}.",
                    f"Mỗi {subject} {action} tối đa {number} {other}.",
                    f"Khác với {other}, {subject} {action} trước.")[shape]
        if lang == "de":
            return (f"Die {subject} {action} die {other}.",
                    f"Jede {subject} {action} bis zu {number} Mal die {other}.",
                    f"Anders als die {other} {action} die {subject} nichts.")[shape]
        return (f"{subject} {action} {other}.",
                f"كل {subject} {action} حتى {number} من {other}.",
                f"على عكس {other} فإن {subject} {action} أولا.")[shape]

    def question(self, lang):
        subject = f"{self.pick(WORDS[lang][1])} {self.pick(WORDS[lang][2])}"
        topic = "은" if final_consonant(subject) else "는"
        asked = {
            "ko": (f"{subject}{topic} 왜 필요할까요?", f"{subject}{topic} 어떻게 정하나요?",
                   f"{subject}의 차이는 무엇인가요?"),
            "en": (f"Why does the {subject} matter?", f"What is the {subject}?",
                   f"How do you choose the {subject}?"),
            "ja": (f"なぜ{subject}が必要ですか？", f"{subject}とは何ですか？"),
            "vi": (f"Tại sao cần {subject}?", f"Làm thế nào để chọn {subject}?"),
            "de": (f"Warum braucht man die {subject}?", f"Wie bestimmt man die {subject}?"),
            "ar": (f"لماذا نحتاج {subject}؟", f"كيف نختار {subject}؟"),
        }
        return self.pick(asked[lang])

    def heading(self, lang):
        quality, _, parts, _ = WORDS[lang]
        pick = self.pick
        text = f"{pick(quality)} {pick(self.things[lang])} {pick(parts)}"
        while text in self.taken:
            text = f"{text} {pick(parts)}"
        self.taken.add(text)
        return text

    def service(self):
        """The next service, each once before any comes again: none is twice in one file."""
        if not self.services:
            order = [(self.random(), name) for name in SERVICES]
            self.services = [name for _, name in sorted(order)]
        return self.services.pop()

    def body(self, lang, subject):
        """The lines below a heading; subject is a service that the first sentence must name."""
        chance = self.random()
        sentence = self.sentence
        lines = [sentence(lang, subject)]
        if chance < 0.34:
            lines += [sentence(lang) for _ in range(1 + int(self.random() * 2))]
            lines += ["", sentence(lang, subject)]
            lines += [sentence(lang) for _ in range(int(self.random() * 2))]
        elif chance < 0.54:
            lines += ["", "- " + sentence(lang), "- " + sentence(lang), "- " + self.thing(lang)]
            lines += ["- " + sentence(lang, subject)]
        elif chance < 0.72:
            lines += ["", "* " + self.thing(lang), "  * " + sentence(lang), "  * " + sentence(lang)]
            lines += ["* " + self.thing(lang), "  1. " + sentence(lang)]
        elif chance < 0.84:
            head, cell = self.pick, self.thing
            parts = WORDS[lang][2]
            lines += ["", f"| {head(parts)} | {head(parts)} | {head(parts)} |"]
            lines += ["| --- | :-: | --- |"]
            lines += [f"| {cell(lang)} | {int(self.random() * 999)} | {cell(lang)} |"
                      for _ in range(3)]
        else:
            name, text = self.pick(CODE)
            filled = text.format(a=self.pick(WORDS["en"][1]), b=self.pick(WORDS["en"][2]),
                                 n=int(self.random() * 9999))
            lines += ["", "```" + name, filled, "```", "", sentence(lang, subject)]
        if self.random() < 0.1:
            lines += ["", self.question(lang), sentence(lang, subject), sentence(lang)]
        return lines

    def section(self, lang, number, level):
        subject = None
        if self.random() < 0.1:
            subject = self.service()
            title = self.pick(SERVICE_HEADINGS[lang]).format(subject)
            if self.random() < 0.2:
                title = f"{number}. {title}"
        else:
            title = self.heading(lang)
        return ["#" * level + " " + title, "", *self.body(lang, subject), "", "---", ""]

    def file(self, number, sections):
        """A file's folder, name and text. Most of its sections are in the file's own language."""
        lang = self.language()
        title = f"{number}. {self.pick(WORDS[lang][1])} {self.pick(WORDS[lang][2])}"
        folder = self.pick(WORDS[lang][3])
        parent = folder.split("/")[-1]
        lines = ["---", "layout: default", f"title: \"{title}\"", f"parent: {parent}",
                 f"nav_order: {number}", "---", f"# {title}", "---", ""]
        for index in range(sections):
            own = lang if self.random() < 0.7 else self.language()
            level = 3 if index > 0 and self.random() < 0.12 else 2
            lines += self.section(own, index + 1, level)
        return folder, f"{title}.md", "\n".join(lines)


def generate(out, sections, seed):
    writer = Writer(seed)
    made = set()
    number = 0
    while sections > 0:
        number += 1
        count = min(sections, 50 + int(writer.random() * 51))
        folder, name, text = writer.file(number, count)
        path = os.path.join(out, folder)
        if path not in made:
            os.makedirs(path, exist_ok=True)
            made.add(path)
        with open(os.path.join(path, name), "wb") as file:
            file.write(text.encode("utf-8"))
        sections -= count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sections", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("outdir", help="a new or empty folder")
    args = parser.parse_args()
    os.makedirs(args.outdir, exist_ok=True)
    if os.listdir(args.outdir):
        sys.exit(f"{args.outdir}: not empty")
    generate(args.outdir, args.sections, args.seed)


if __name__ == "__main__":
    main()
