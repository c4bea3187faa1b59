# SPDX-License-Identifier: MIT
"""Checks data/services.yaml: its form, that no name stands twice, and what a student expects of it.

Held against botocore, whose service models carry AWS's own list of names. not-studied.yaml beside
this file takes the models that are no thing to study by themselves.
"""

import re
import unicodedata
from pathlib import Path

import botocore.loaders
import pytest
import yaml

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE.parents[1] / "data" / "services.yaml"
NOT_STUDIED = HERE / "not-studied.yaml"

LISTS = ("short", "everyday", "also", "ko", "ja")
REQUIRED = {"id", "name", "category", "docs"}
KNOWN = REQUIRED | set(LISTS) | {"retired"}
MAKERS = ("AWS", "Amazon", "아마존", "アマゾン")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Names whose rest, without the maker, is no name: alone it means something else.
NEVER_ALONE = {
    "amazon-machine-learning", "amazon-q", "aws-account-management", "aws-activate",
    "aws-application-discovery-agent", "aws-cli", "aws-copilot", "aws-iq", "aws-managed-services",
    "aws-professional-services", "aws-sustainability", "aws-tools-and-sdks",
    "aws-training-and-certification",
}


def load(path):
    # The libyaml loader: the program reads the catalogue with libyaml as well.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


DOCUMENT = load(CATALOGUE)
CATEGORIES = DOCUMENT["categories"]
SERVICES = DOCUMENT["services"]
BY_ID = {service["id"]: service for service in SERVICES}


def fold(text):
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def without_maker(text):
    """The text without a maker's name before it; the text itself where none stands there."""
    for maker in MAKERS:
        if fold(text).startswith(fold(maker) + " "):
            return text.strip()[len(maker):].strip()
    return text


def spellings(service):
    """Each spelling of a service with the list that it stands in; the name first."""
    yield service["name"], "name"
    for key in LISTS:
        for text in service.get(key, []):
            yield text, key


def all_spellings():
    for service in SERVICES:
        for text, key in spellings(service):
            yield service["id"], text, key


CLAIMS = {}
for _id, _text, _key in all_spellings():
    CLAIMS.setdefault(fold(_text), []).append((_id, _key))


def look_up(text):
    """(id, list) of a spelling as a note has it, a maker's name before it or not."""
    found = CLAIMS.get(fold(text)) or CLAIMS.get(fold(without_maker(text)))
    return found[0] if found else None


def strings(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


# --- form -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [CATALOGUE, NOT_STUDIED], ids=lambda path: path.name)
def test_yaml_has_no_anchor_alias_or_tag(path):
    for token in yaml.scan(path.read_text(encoding="utf-8")):
        assert not isinstance(token, (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)), token


@pytest.mark.parametrize("path", [CATALOGUE, NOT_STUDIED], ids=lambda path: path.name)
def test_no_mapping_has_a_key_twice(path):
    nodes = [yaml.compose(path.read_text(encoding="utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), node.start_mark
            nodes += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value


def test_document_has_categories_and_services_only():
    assert set(DOCUMENT) == {"categories", "services"}


def test_required_keys_are_there():
    assert [s for s in SERVICES if not REQUIRED <= set(s)] == []


def test_no_unknown_key():
    assert [(s["id"], set(s) - KNOWN) for s in SERVICES if set(s) - KNOWN] == []


def test_values_have_their_types():
    for service in SERVICES:
        for key in REQUIRED:
            assert isinstance(service[key], str) and service[key], (service["id"], key)
        for key in set(LISTS) & set(service):
            assert isinstance(service[key], list), (service["id"], key)
            assert all(isinstance(text, str) and text for text in service[key]), service["id"]


def test_empty_keys_are_left_out():
    assert [(s["id"], k) for s in SERVICES for k in s if s[k] in ([], "", None, False)] == []


def test_retired_is_true_where_it_stands():
    assert [s["id"] for s in SERVICES if s.get("retired", True) is not True] == []


def test_ids_are_slugs():
    assert [s["id"] for s in SERVICES if not SLUG.fullmatch(s["id"])] == []


def test_ids_are_unique():
    assert len(BY_ID) == len(SERVICES)


def test_category_slugs_and_titles_are_well_formed():
    assert [slug for slug in CATEGORIES if not SLUG.fullmatch(slug)] == []
    assert len(set(CATEGORIES.values())) == len(CATEGORIES)


def test_every_category_is_declared():
    assert {s["category"] for s in SERVICES} - set(CATEGORIES) == set()


def test_no_category_is_empty():
    assert set(CATEGORIES) - {s["category"] for s in SERVICES} == set()


def test_services_are_sorted_by_category_then_name():
    order = [(s["category"], s["name"].lower()) for s in SERVICES]
    assert order == sorted(order)


def test_docs_are_addresses_of_aws():
    official = re.compile(r"https://(docs\.aws\.amazon\.com|aws\.amazon\.com)/[\w./-]+(/|\.html)")
    assert [s["docs"] for s in SERVICES if not official.fullmatch(s["docs"])] == []


def test_every_string_is_nfc():
    assert [s for s in strings(DOCUMENT) if unicodedata.normalize("NFC", s) != s] == []


def test_every_string_is_trimmed_and_has_single_blanks():
    assert [s for s in strings(DOCUMENT) if " ".join(s.split()) != s] == []


def test_no_string_holds_a_control_or_format_character():
    assert [s for s in strings(DOCUMENT) if any(unicodedata.category(c)[0] == "C" for c in s)] == []


# --- names ----------------------------------------------------------------------------------------


def test_no_name_is_claimed_twice():
    assert {text: who for text, who in CLAIMS.items() if len(who) > 1} == {}


def test_no_name_is_claimed_twice_when_the_maker_is_dropped():
    claims = {}
    for who, text, _ in all_spellings():
        claims.setdefault(fold(without_maker(text)), set()).add(who)
    assert {text: who for text, who in claims.items() if len(who) > 1} == {}


def test_the_maker_stands_before_no_spelling_that_is_listed_without_it():
    for service in SERVICES:
        own = {fold(text) for text, _ in spellings(service)}
        for text, key in spellings(service):
            bare = fold(without_maker(text))
            assert key == "name" or bare == fold(text) or bare not in own, (service["id"], text)


def test_the_name_is_known_without_its_maker():
    unknown = set()
    for service in SERVICES:
        own = {fold(text) for text, _ in spellings(service)}
        if fold(without_maker(service["name"])) not in own:
            unknown.add(service["id"])
    assert unknown == NEVER_ALONE


def test_latin_lists_are_ascii():
    listed = [text for _, text, key in all_spellings() if key not in ("ko", "ja")]
    assert [text for text in listed if not text.isascii()] == []


def test_korean_spellings_hold_hangul_and_no_kana():
    for service in SERVICES:
        for text in service.get("ko", []):
            assert re.search(r"[가-힣]", text), text
            assert not re.search(r"[\u3040-\u30ff]", text), text


def test_japanese_spellings_hold_kana_or_kanji_and_no_hangul():
    for service in SERVICES:
        for text in service.get("ja", []):
            assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text), text
            assert not re.search(r"[가-힣]", text), text


def test_no_spelling_is_a_single_character():
    listed = [text for who, text, _ in all_spellings() if who != "amazon-q"]
    assert [text for text in listed if len(re.findall(r"\w", without_maker(text))) < 2] == []


def test_an_everyday_name_has_a_capital_to_be_told_by():
    listed = [text for _, text, key in all_spellings() if key == "everyday"]
    assert [text for text in listed if text == text.lower()] == []


@pytest.mark.parametrize("word", [
    "Artifact", "Backup", "Batch", "Budgets", "Chime", "Config", "Connect", "Data Pipeline",
    "Detective", "Forecast", "Health", "Inspector", "Marketplace", "MQ", "Organizations", "RAM",
    "Shield", "Support", "Translate",
])
def test_an_everyday_word_is_flagged(word):
    assert look_up(word)[1] == "everyday"


# --- what a student expects -----------------------------------------------------------------------


@pytest.mark.parametrize("spelling, service", [
    ("S3", "amazon-s3"),
    ("AWS S3", "amazon-s3"),
    ("Simple Storage Service", "amazon-s3"),
    ("Amazon Simple Storage Service (S3)", "amazon-s3"),
    ("Glacier", "amazon-s3-glacier"),
    ("S3 on Outposts", "amazon-s3-on-outposts"),
    ("EC2", "amazon-ec2"),
    ("Amazon Elastic Compute Cloud", "amazon-ec2"),
    ("ASG", "amazon-ec2-auto-scaling"),
    ("Auto Scaling Group", "amazon-ec2-auto-scaling"),
    ("VPC", "amazon-vpc"),
    ("ELB", "aws-elastic-load-balancing"),
    ("ALB", "application-load-balancer"),
    ("NLB", "network-load-balancer"),
    ("GWLB", "gateway-load-balancer"),
    ("IAM", "aws-iam"),
    ("Identity and Access Management", "aws-iam"),
    ("AWS SSO", "aws-iam-identity-center"),
    ("STS", "aws-security-token-service"),
    ("KMS", "aws-kms"),
    ("ACM", "aws-certificate-manager"),
    ("WAF", "aws-waf"),
    ("SQS", "amazon-sqs"),
    ("SNS", "amazon-sns"),
    ("SES", "amazon-ses"),
    ("MSK", "amazon-msk"),
    ("CloudWatch Events", "amazon-eventbridge"),
    ("CloudWatch Logs", "amazon-cloudwatch-logs"),
    ("Kinesis Data Streams", "amazon-kinesis-data-streams"),
    ("Kinesis Data Firehose", "amazon-data-firehose"),
    ("Kinesis Data Analytics", "amazon-managed-service-for-apache-flink"),
    ("Amazon Elasticsearch Service", "amazon-opensearch-service"),
    ("RDS", "amazon-rds"),
    ("RDS Proxy", "amazon-rds-proxy"),
    ("Aurora", "amazon-aurora"),
    ("DynamoDB", "amazon-dynamodb"),
    ("DAX", "amazon-dynamodb-accelerator"),
    ("DMS", "aws-dms"),
    ("Snowball Edge", "aws-snowball"),
    ("SSM", "aws-systems-manager"),
    ("SSM Parameter Store", "aws-systems-manager-parameter-store"),
    ("ECS", "amazon-ecs"),
    ("EKS", "amazon-eks"),
    ("ECR", "amazon-ecr"),
    ("Fargate", "aws-fargate"),
    ("Lambda@Edge", "aws-lambda-edge"),
    ("Beanstalk", "aws-elastic-beanstalk"),
    ("SAM", "aws-sam"),
    ("Cloud Development Kit", "aws-cdk"),
    ("Comprehend Medical", "amazon-comprehend-medical"),
    ("SageMaker", "amazon-sagemaker"),
    ("CodeWhisperer", "amazon-q-developer"),
    ("Route53", "amazon-route-53"),
    ("람다", "aws-lambda"),
    ("아마존 폴리", "amazon-polly"),
    ("다이나모DB", "amazon-dynamodb"),
    ("클라우드프론트", "amazon-cloudfront"),
    ("클라우드 워치", "amazon-cloudwatch"),
    ("오토 스케일링 그룹", "amazon-ec2-auto-scaling"),
    ("키네시스", "amazon-kinesis"),
    ("세이지메이커", "amazon-sagemaker"),
    ("AWS 쉴드", "aws-shield"),
    ("파라미터 스토어", "aws-systems-manager-parameter-store"),
    ("ラムダ", "aws-lambda"),
    ("アマゾン ポリー", "amazon-polly"),
    ("オートスケーリング", "amazon-ec2-auto-scaling"),
    ("トランジットゲートウェイ", "aws-transit-gateway"),
])
def test_a_spelling_leads_to_its_service(spelling, service):
    found = look_up(spelling)
    assert found is not None and found[0] == service


@pytest.mark.parametrize("words", [
    "Amazon", "AWS", "Kubernetes", "쿠버네티스", "Load Balancer", "로드 밸런서", "Security Group",
    "Machine Learning", "머신러닝", "Elasticsearch", "Kafka", "Redis", "SSO", "Single Sign-On", "MFA",
    "CLI", "SDK", "Q", "NAT Gateway", "Serverless", "서비스", "배치", "백업", "번역", "예측",
    "バッチ", "バックアップ", "Alexa", "Cloud", "클라우드", "Region", "Database", "Queue",
])
def test_general_words_are_no_service(words):
    assert fold(words) not in CLAIMS


@pytest.mark.parametrize("service, category", [
    ("amazon-polly", "ml"), ("amazon-s3", "storage"), ("amazon-ec2", "compute"),
    ("amazon-eks", "containers"), ("aws-iam", "security"), ("amazon-vpc", "networking"),
    ("amazon-rds", "database"), ("amazon-athena", "analytics"), ("amazon-sqs", "integration"),
    ("aws-cloudformation", "management"), ("aws-codebuild", "devtools"), ("aws-dms", "migration"),
    ("aws-iot-core", "iot"), ("aws-budgets", "cost"),
])
def test_a_service_stands_in_its_category(service, category):
    assert BY_ID[service]["category"] == category


@pytest.mark.parametrize("service", [
    "amazon-codecatalyst", "amazon-elastic-transcoder", "amazon-forecast", "amazon-lookout-for-vision",
    "amazon-qldb", "amazon-simpledb", "aws-cloud9", "aws-codestar", "aws-data-pipeline",
    "aws-opsworks", "aws-snowmobile",
])
def test_a_service_that_has_ended_is_kept_and_says_so(service):
    assert BY_ID[service].get("retired") is True


@pytest.mark.parametrize("service", ["amazon-s3", "aws-lambda", "amazon-swf", "aws-codecommit"])
def test_a_service_that_lives_is_not_retired(service):
    assert "retired" not in BY_ID[service]


# --- against botocore -----------------------------------------------------------------------------


def botocore_names():
    loader = botocore.loaders.Loader()
    for api in loader.list_available_services("service-2"):
        metadata = loader.load_service_model(api, "service-2")["metadata"]
        yield api, metadata["serviceFullName"]


FULL_NAMES = dict(botocore_names())
EXCEPTIONS = {entry["api"]: entry for entry in load(NOT_STUDIED)}
BARE_NAMES = {fold(without_maker(text)) for _, text, _ in all_spellings()}


def is_known(full_name):
    return fold(without_maker(full_name)) in BARE_NAMES


def test_botocore_has_models_to_hold_the_catalogue_against():
    assert len(FULL_NAMES) > 400


@pytest.mark.parametrize("api", sorted(FULL_NAMES))
def test_a_model_is_known_by_full_name_or_listed(api):
    assert is_known(FULL_NAMES[api]) or api in EXCEPTIONS, FULL_NAMES[api]


def test_listed_models_are_sorted_and_stand_once():
    apis = [entry["api"] for entry in load(NOT_STUDIED)]
    assert apis == sorted(set(apis))


@pytest.mark.parametrize("api", sorted(EXCEPTIONS))
def test_a_listed_model_exists_is_unknown_and_gives_its_reason(api):
    entry = EXCEPTIONS[api]
    assert set(entry) == {"api", "name", "of", "why"}
    assert entry["name"] == FULL_NAMES[api]
    assert not is_known(entry["name"])
    assert entry["of"] in BY_ID
    assert len(entry["why"].split()) >= 3
