# SPDX-License-Identifier: MIT
"""The words of the benchmark's notes: nine languages, and sentences put together from them.

A text is a list of tokens. A template is a sentence with slots: N a thing the section is about, P a
part or property of things, Q a quality, V a verb, K a number. What stands in templates are the
words that unrelated texts of one language share, and the slots hold the rest.
"""

import re

# Scripts that put no blank between words.
UNSPACED = {"ja", "zh"}

NOUNS = {
    "ko": "인스턴스 버킷 테이블 큐 주제 함수 클러스터 노드 볼륨 스냅샷 게이트웨이 서브넷 라우팅 정책 역할 사용자 그룹 암호키 인증서 로그 지표 "
          "경보 이벤트 스트림 캐시 복제본 백업 배포 파이프라인 이미지 컨테이너 작업 대기열 템플릿 스택 도메인 레코드 엔드포인트 방화벽 트래픽 세션 "
          "토큰 객체 파티션 인덱스 쿼리 모델 학습 추론 계정 태그 규칙 대상 수신자 구독 알림 저장소 브랜치 빌드 아티팩트 시크릿 매개변수 "
          "스케줄러 트리거 권한경계 감사기록 예산 청구서 가용영역 리전 회선 터널 인터페이스 주소대역",
    "en": "bucket instance table queue topic function cluster node volume snapshot gateway subnet "
          "route policy role principal group key certificate log metric alarm event stream cache "
          "replica backup deployment pipeline image container task template stack zone record "
          "endpoint listener firewall session token object partition index query model dataset "
          "batch worker account tag rule target subscriber message shard lease lock cursor tenant "
          "webhook artifact secret parameter scheduler trigger budget invoice region tunnel "
          "interface prefix mount quorum ledger crawler schema driver probe bastion vault",
    "ja": "インスタンス バケット テーブル キュー トピック 関数 クラスター ノード ボリューム ゲートウェイ サブネット 経路 ポリシー ロール 利用者 鍵 証明書 "
          "ログ 指標 警報 イベント ストリーム キャッシュ 複製 バックアップ 配置 画像 コンテナ 作業 雛形 領域 記録 端点 防火壁 通信量 セッション "
          "トークン 物体 区画 索引 問合せ 模型 学習 推論 口座 札 規則 対象 購読者 通知 倉庫 枝 成果物 秘密 変数 予約 引金 予算 請求書 回線 "
          "隧道 接続口",
    "zh": "实例 存储桶 数据表 队列 主题 函数 集群 节点 磁盘 快照 网关 子网 路由 策略 角色 用户 用户组 密钥 证书 日志 指标 告警 事件 数据流 缓存 "
          "副本 备份 部署 流水线 镜像 容器 任务 模板 堆栈 域名 记录 终端 监听器 防火墙 流量 会话 令牌 对象 分区 索引 查询 模型 训练 推理 "
          "账户 标签 规则 目标 订阅 消息 仓库 分支 构建 机密 参数 调度器 触发器 预算 账单 区域 线路 隧道 接口 网段",
    "vi": "máy_chủ kho_lưu_trữ bảng hàng_đợi chủ_đề hàm cụm nút ổ_đĩa bản_chụp cổng mạng_con "
          "tuyến chính_sách vai_trò người_dùng nhóm khoá chứng_chỉ nhật_ký chỉ_số cảnh_báo sự_kiện "
          "luồng bộ_đệm bản_sao sao_lưu triển_khai đường_ống ảnh thùng_chứa tác_vụ mẫu ngăn_xếp "
          "tên_miền bản_ghi điểm_cuối tường_lửa lưu_lượng phiên mã_thông_báo đối_tượng phân_vùng "
          "chỉ_mục truy_vấn mô_hình huấn_luyện tài_khoản thẻ quy_tắc đích_đến người_đăng_ký "
          "tin_nhắn nhánh bản_dựng bí_mật tham_số bộ_lập_lịch ngân_sách hoá_đơn vùng đường_hầm",
    "de": "Instanz Tabelle Warteschlange Funktion Gruppe Rolle Richtlinie Sitzung Sicherung "
          "Abfrage Verbindung Zone Ablage Vorlage Übertragung Meldung Partition Regel Adresse "
          "Schlüsselkette Freigabe Leitung Aufgabe Umgebung Kennzahl Warnung Kopie Quelle Senke "
          "Rechnung Kachel Datei Grenze Signatur Kennung Version Spalte Zeile Spur Strecke Tür "
          "Zelle Wolke Maschine Platte Prüfsumme Quittung Nachricht Schicht Stufe Region Ader "
          "Brücke Weiche Marke Rubrik Münze Kammer Schleuse Ampel",
    "ar": "الخادم الجدول الطابور الموضوع التابع العنقود العقدة القرص البوابة الشبكة المسار "
          "السياسة الدور المستخدم المجموعة المفتاح الشهادة السجل المقياس الإنذار الحدث التدفق "
          "الذاكرة النسخة النشر الصورة الحاوية المهمة القالب النطاق القيد الجدار الجلسة الرمز "
          "الكائن القسم الفهرس الاستعلام النموذج الحساب الوسم القاعدة الهدف المشترك الرسالة "
          "المستودع الفرع السر المعامل المجدول الميزانية الفاتورة المنطقة النفق الواجهة",
    "es": "instancia tabla cola función grupo rol política sesión copia consulta conexión zona "
          "plantilla transferencia mensaje partición regla dirección clave certificado registro "
          "métrica alarma evento flujo caché réplica imagen contenedor tarea pila dominio punto "
          "cortafuegos tráfico ficha objeto índice modelo cuenta etiqueta destino suscriptor rama "
          "secreto parámetro planificador presupuesto factura región túnel interfaz puerta volumen "
          "nodo clúster ruta subred cubo instantánea canal filtro sonda",
    "ru": "сервер таблица очередь тема функция кластер узел диск снимок шлюз подсеть маршрут "
          "политика роль пользователь группа ключ сертификат журнал метрика тревога событие поток "
          "кэш реплика копия конвейер образ контейнер задача шаблон стек домен запись брандмауэр "
          "трафик сессия токен объект раздел индекс запрос модель выборка счёт метка правило цель "
          "подписчик сообщение ветка сборка секрет параметр планировщик бюджет регион туннель "
          "интерфейс адрес канал фильтр",
}

PARTS = {
    "ko": "수명 용량 비용 지연 한도 권한 순서 크기 상태 이력 장애 복구 일관성 가용성 내구성 처리량 보안 감사 구성 확장 전환 검증 할당 격리 압축 "
          "보존 만료 재시도 동기화 요금 이름 위치 버전 설정값 우선순위",
    "en": "lifecycle capacity cost latency quota permission ordering size state history failure "
          "recovery consistency availability durability throughput isolation audit scaling "
          "failover rollout retention expiry retry encryption placement discovery pricing naming "
          "version default priority owner checksum",
    "ja": "寿命 容量 費用 遅延 上限 権限 順序 大きさ 状態 履歴 障害 復旧 一貫性 可用性 耐久性 処理量 監査 構成 拡張 検証 監視 割り当て 分離 "
          "圧縮 保存 期限 名前 位置 版 既定値",
    "zh": "生命周期 容量 费用 延迟 上限 权限 顺序 大小 状态 历史 故障 恢复 一致性 可用性 持久性 吞吐量 审计 配置 扩展 验证 监控 分配 隔离 压缩 "
          "保留期 过期 名称 位置 版本 默认值",
    "vi": "vòng_đời dung_lượng chi_phí độ_trễ giới_hạn quyền thứ_tự kích_thước trạng_thái lịch_sử "
          "sự_cố phục_hồi tính_nhất_quán độ_bền thông_lượng bảo_mật cấu_hình phiên_bản tên vị_trí "
          "mức_ưu_tiên thời_hạn",
    "de": "Lebensdauer Kapazität Kosten Verzögerung Grenze Größe Geschichte Störung Verfügbarkeit "
          "Haltbarkeit Durchsatz Überwachung Zuteilung Prüfung Skalierung Reihenfolge Frist "
          "Verschlüsselung Lage Benennung Vorgabe Priorität",
    "ar": "العمر السعة التكلفة التأخير الحد الصلاحية الترتيب الحجم الحالة التاريخ العطل الاسترداد "
          "الاتساق التوفر المتانة الأمان الإعداد الإصدار الاسم الموقع الأولوية المهلة",
    "es": "vida capacidad coste latencia cuota permiso orden tamaño estado historial fallo "
          "recuperación coherencia disponibilidad durabilidad caudal auditoría escalado retención "
          "caducidad cifrado ubicación versión nombre prioridad",
    "ru": "срок ёмкость стоимость задержка лимит право порядок размер состояние история сбой "
          "восстановление согласованность доступность надёжность пропускная_способность аудит "
          "настройка масштабирование хранение шифрование версия имя приоритет",
}

QUALITIES = {
    "ko": "빠른 느린 분산 관리형 서버리스 동기식 비동기식 암호화된 공개 비공개 임시 영구 읽기전용 지역 전역 예약된 자동 수동 다중 단일 가상 물리 중앙 외부",
    "en": "managed serverless regional global encrypted public private shared reserved elastic "
          "durable temporary cached replicated partitioned read-only synchronous virtual dedicated "
          "cold hot idle burstable federated signed versioned throttled scheduled nested",
    "ja": "高速な 低速な 分散 管理された 暗号化された 公開 非公開 一時的な 永続的な 仮想 専用の 共有 自動 手動 並列 動的な 静的な 予約済みの",
    "zh": "高速 低速 分布式 托管 加密 公开 私有 临时 永久 虚拟 专用 共享 自动 手动 并行 动态 静态 预留",
    "vi": "nhanh chậm phân_tán mã_hoá công_khai riêng_tư tạm_thời lâu_dài tự_động thủ_công ảo "
          "dùng_chung",
    "de": "schnelle langsame verteilte verwaltete verschlüsselte öffentliche private flüchtige "
          "dauerhafte geteilte virtuelle zentrale gespiegelte geplante",
    "ar": "السريع البطيء الموزع المدار المشفر العام الخاص المؤقت الدائم المشترك الافتراضي المركزي",
    "es": "rápida lenta distribuida gestionada cifrada pública privada temporal permanente "
          "compartida virtual central programada",
    "ru": "быстрый медленный распределённый управляемый шифрованный открытый закрытый временный "
          "постоянный общий виртуальный главный",
}

VERBS = {
    "ko": "저장합니다 복제합니다 제한합니다 분리합니다 확인합니다 기록합니다 전달합니다 보호합니다 줄여줍니다 삭제합니다 만료시킨다 생성한다 설정한다 "
          "보장하지_않는다 다시_시도한다 교체한다 검사한다 묶는다 나눈다 읽는다",
    "en": "stores limits replicates isolates records forwards protects reduces restores encrypts "
          "shares rotates schedules validates throttles caches exports replaces reads splits "
          "merges scans signs drops",
    "ja": "保存します 複製します 制限します 分離します 確認します 記録します 転送します 保護します 減らします 作ります 設定します 交換します 検査します 読みます",
    "zh": "保存 复制 限制 隔离 检查 记录 转发 保护 减少 恢复 加密 共享 轮换 验证 缓存 导出 替换 读取 拆分 合并",
    "vi": "lưu sao_chép giới_hạn tách kiểm_tra ghi_lại chuyển_tiếp bảo_vệ giảm khôi_phục mã_hoá "
          "chia_sẻ xoay_vòng thay_thế đọc gộp",
    "de": "speichert begrenzt kopiert trennt prüft meldet schützt verringert erneuert "
          "verschlüsselt teilt plant liest ersetzt verbindet misst",
    "ar": "يخزن يحد ينسخ يفصل يفحص يسجل يحمي يقلل يجدد يشفر يشارك يقرأ يستبدل يدمج",
    "es": "guarda limita copia separa comprueba registra reenvía protege reduce restaura cifra "
          "comparte rota valida exporta sustituye lee une",
    "ru": "хранит ограничивает копирует отделяет проверяет записывает передаёт защищает уменьшает "
          "восстанавливает шифрует разделяет читает заменяет объединяет",
}

TEMPLATES = {
    "ko": ["N+은 N+을 V .", "N의 P+이 바뀌면 N+도 함께 V .", "이 경우 N+은 최대 K개의 N+을 V .",
           "기본적으로 Q N+은 P+을 먼저 V .", "N+과 N의 차이는 P에 있다 .", "P+이 중요하면 Q N+을 쓰는 것이 좋다 .",
           "N+은 K초 안에 P+을 V .", "단, Q N에서는 P+을 따로 설정해야 한다 .", "즉 N+을 통해 N의 P+을 관리할 수 있다 .",
           "예를 들어 N+이 없을 때 N+은 P+을 V .", "N+은 Q N+이다 .", "시험에는 N의 P+이 자주 나온다 .",
           "N+은 N 뒤에서 동작하며 P+을 V .", "K개 이상의 N+을 만들려면 P+을 늘려야 한다 .",
           "처음 N+을 만들 때 고른 P+은 나중에 바꿀 수 없다 .", "N에는 태그처럼 N+을 붙여 둔다 .",
           "실수로 N+을 지우면 P까지 사라진다 .", "요즘은 N보다 Q N+이 더 많이 쓰인다 ."],
    "en": ["The N V the N .", "When the P of the N changes , the N V it again .",
           "A Q N V up to K of them .", "By default , the Q N V its P first .",
           "The difference between the N and the N is the P .",
           "If the P matters , use a Q N instead of the N .", "It V the P within K seconds .",
           "Unlike the N , this is a Q N with its own P .",
           "You can set the P of the N for each N .",
           "For example , the N has no P while the N V it .", "This N is Q and it V the P .",
           "In the exam , the P of a N is often asked .", "The N works behind the N and V the P .",
           "To have more than K of the N you have to raise the P .",
           "Nobody should touch its P without telling every N first .",
           "Older accounts still see N P here ; newer ones get Q N .",
           "Watch out : deleting any N also removes P after K days .",
           "Pick Q N whenever two N share one P .",
           "Teams often forget N P until K customers complain .",
           "Both N and N need P , yet only one pays for P ."],
    "ja": ["N は N を V 。", "N の P が 変わる と N も V 。", "この 場合 N は 最大 K 件 の N を V 。",
           "既定 では Q N が P を 先に V 。", "N と N の 違い は P に ある 。", "P が 重要 なら Q N を 使う と よい 。",
           "N は K 秒 以内 に P を V 。", "ただし Q N では P を 別に 設定 する 。", "つまり N を 通して N の P を 管理 できる 。",
           "例えば N が ない とき N は P を V 。", "N は Q N です 。", "試験 では N の P が よく 出る 。",
           "最初に 選んだ N の P は 後から 変更 できない 。", "古い N だけ P を V 。", "間違えて N を 消す と P も 失う 。",
           "最近 は Q N より N の P の ほう が 人気 。"],
    "zh": ["N 会 V N 。", "当 N 的 P 改变 时 ， N 也 会 V 。", "在 这种 情况 下 N 最多 V K 个 N 。",
           "默认 情况 下 ， Q 的 N 先 V P 。", "N 和 N 的 区别 在于 P 。", "如果 P 很 重要 ， 就 用 Q 的 N 。",
           "N 在 K 秒 内 V P 。", "但是 Q 的 N 需要 单独 设置 P 。", "也就是说 可以 通过 N 管理 N 的 P 。",
           "例如 没有 N 时 ， N 会 V P 。", "N 是 一种 Q 的 N 。", "考试 中 经常 出现 N 的 P 。",
           "一旦 选定 N 的 P 以后 无法 更改 。", "旧版 N 仍然 V P 。", "误删 N 之后 P 随之 丢失 。",
           "最近 更 多 人 为 P 选择 Q N 。"],
    "vi": ["N V N .", "Khi P của N thay đổi thì N cũng V .",
           "Trong trường hợp này N V tối đa K N .",
           "Theo mặc định , N Q V P trước .", "Sự khác nhau giữa N và N là P .",
           "Nếu P quan trọng thì nên dùng N Q .", "N V P trong vòng K giây .",
           "Tuy nhiên với N Q phải đặt P riêng .", "Có thể quản lý P của N qua N .",
           "Ví dụ khi không có N thì N V P .", "N là một N Q .",
           "Trong bài thi hay hỏi về P của N .",
           "Sau khi chọn P của N lúc đầu sẽ không đổi lại được .",
           "Đừng xoá nhầm N vì P cũng mất theo .",
           "Gần đây nhiều nhóm chọn N Q hơn N ."],
    "de": ["Die N V die N .", "Wenn sich die P der N ändert , V die N sie erneut .",
           "In diesem Fall V die N bis zu K davon .", "Standardmäßig V die Q N zuerst die P .",
           "Der Unterschied zwischen der N und der N ist die P .",
           "Ist die P wichtig , nimmt man eine Q N .", "Sie V die P in weniger als K Sekunden .",
           "Anders als die N ist das eine Q N mit eigener P .",
           "Man kann die P der N für jede N einstellen .",
           "Zum Beispiel V die N ohne die N keine P .",
           "Die N ist eine Q N und V die P .", "In der Prüfung wird oft nach der P der N gefragt .",
           "Niemand sollte ohne Absprache die P einer N verändern .",
           "Ältere Konten sehen hier noch N mit P ; neuere bekommen Q N .",
           "Achtung : wer eine N löscht , verliert nach K Tagen auch P .",
           "Zwei N teilen sich oft dieselbe P .",
           "Viele vergessen bei der N die P und die N , bis es zu spät ist ."],
    "ar": ["N V N .", "عندما يتغير P في N فإن N V أيضا .", "في هذه الحالة V N حتى K من N .",
           "افتراضيا V N Q أولا P .", "الفرق بين N و N هو P .",
           "إذا كان P مهما فمن الأفضل استخدام N Q .",
           "N V P خلال K ثانية .", "لكن مع N Q يجب ضبط P على حدة .",
           "يمكن إدارة P من خلال N في N .",
           "مثلا بدون N فإن N V P .", "إن N هو N Q .", "في الامتحان يسأل كثيرا عن P في N .",
           "لا يمكن تغيير P في N بعد الاختيار الأول .", "احذر من حذف N لأن P يضيع معه .",
           "حديثا تفضل الفرق N Q على N ."],
    "es": ["La N V la N .", "Cuando cambia la P de la N , la N también la V .",
           "En este caso la N V hasta K de ellas .", "Por defecto , la N Q V primero la P .",
           "La diferencia entre la N y la N es la P .", "Si la P importa , conviene usar una N Q .",
           "La N V la P en menos de K segundos .",
           "Sin embargo con una N Q hay que fijar la P aparte .",
           "Se puede gestionar la P de la N por medio de la N .",
           "Por ejemplo , sin la N la N no V la P .", "La N es una N Q .",
           "En el examen se pregunta a menudo por la P de la N .",
           "Nadie debería tocar su P sin avisar antes a cada N .",
           "Cuentas antiguas aún ven N con P ; otras reciben N Q .",
           "Cuidado : borrar cualquier N elimina también P tras K días .",
           "Dos N suelen compartir una misma P ."],
    "ru": ["N V N .", "Когда меняется P для N , то N тоже V .", "В этом случае N V до K таких N .",
           "По умолчанию Q N сначала V P .", "Разница между N и N это P .",
           "Если важна P , то лучше взять Q N .", "N V P в течение K секунд .",
           "Однако для Q N нужно задать P отдельно .", "Через N можно управлять P для N .",
           "Например , без N этот N не V P .", "Это Q N и он V P .",
           "На экзамене часто спрашивают про P для N .",
           "Выбранный вначале P для N потом нельзя изменить .",
           "Осторожно : удалив N , теряешь также P .",
           "Сейчас многие команды берут Q N вместо N ."],
}

# What people put before and behind a sentence, so that two of one template are seldom equal.
OPENERS = {
    "ko": "실제로|보통은|참고로|처음에는|이때|게다가|반대로|강의에서 들은 대로|문서에 따르면|운영 중에는|요약하면|헷갈리지만|경험상",
    "en": "In practice|Usually|Note that|At first|Then again|Besides|Conversely|According to the "
          "docs|From experience|During peak hours|In short|Confusingly|As far as I know|Since "
          "last year",
    "ja": "実際には|普通は|ちなみに|最初は|この時|さらに|逆に|講義によると|文書によれば|運用中は|要するに|紛らわしいが",
    "zh": "实际上|通常|顺便说|起初|此时|此外|相反|根据文档|运维期间|总之|容易混淆的是|凭经验",
    "vi": "Thực tế|Thông thường|Lưu ý rằng|Ban đầu|Khi đó|Ngoài ra|Ngược lại|Theo tài liệu|"
          "Tóm lại|Theo kinh nghiệm|Hơi khó hiểu nhưng",
    "de": "Praktisch gesehen :|Meist gilt :|Nebenbei :|Am Anfang :|Außerdem :|Umgekehrt :|Laut "
          "Handbuch :|Im Betrieb :|Kurz gesagt :|Verwirrend , aber :|Erfahrungsgemäß :|Seit "
          "diesem Jahr :",
    "ar": "عمليا|عادة|للعلم|في البداية|حينها|إضافة إلى ذلك|بالعكس|حسب الوثائق|باختصار|من التجربة|"
          "أثناء الذروة",
    "es": "En la práctica|Normalmente|Ojo que|Al principio|Entonces|Además|Al revés|Según el "
          "manual|Resumiendo|Por experiencia|En horas punta|Desde este año",
    "ru": "На практике|Обычно|Кстати|Сначала|Тогда|Кроме того|Наоборот|Согласно документации|"
          "Короче|По опыту|В часы пик|С этого года",
}
TAILS = {
    "ko": "(중요)|— 시험에 나옴|(나중에 확인)|, 비용에 주의|( P 포함 )|( N 제외 )|, 특히 Q 환경에서|(콘솔에서 확인)|, K번까지",
    "en": "( important )|, at least on paper|( check later )|, mind the P|, even across N "
          "boundaries|"
          ", except for Q setups|, K times a day|, see the console|, which surprised me",
    "ja": "（重要）|（後で確認）|（ P を 含む ）|（ N を 除く ）|（コンソール で 確認）|（一日 K 回 まで）",
    "zh": "（重要）|（以后确认）|（包括 P ）|（不含 N ）|（在 控制台 查看）|（每天 K 次）",
    "vi": "( quan trọng )|( xem lại sau )|, kể cả P|, trừ N|, nhất là khi Q|, K lần mỗi ngày",
    "de": "( wichtig )|( später prüfen )|, samt P|, außer bei N|, K Mal am Tag|, siehe Konsole|"
          ", was mich überrascht hat",
    "ar": "( مهم )|( يراجع لاحقا )|مع P|ما عدا N|كل K ساعة|كما في لوحة التحكم",
    "es": "( importante )|( revisar luego )|, incluida su P|, salvo en N|, K veces al día|"
          ", mira la consola|, cosa que me sorprendió",
    "ru": "( важно )|( проверить позже )|, включая P|, кроме N|, K раз в день|, смотри консоль|"
          ", что меня удивило",
}

# Headings that many files have.
COMMON_HEADINGS = {
    "ko": "개요|요금|특징|사용 사례|보안|시험 포인트|정리|주의할 점|구성 요소|동작 방식",
    "en": "Basics|Overview|Pricing|Limits|Security|Use cases|Exam tips|Example|How it works",
    "ja": "概要|料金|特徴|使い方|注意点|まとめ|仕組み",
    "zh": "概述|价格|特点|用法|注意事项|总结|工作原理",
    "vi": "Tổng quan|Giá cả|Đặc điểm|Cách dùng|Lưu ý|Tóm tắt",
    "de": "Überblick|Preise|Grundlagen|Grenzen|Beispiel|Sicherheit",
    "ar": "نظرة عامة|الأسعار|المميزات|طريقة العمل|ملاحظات|ملخص",
    "es": "Resumen|Precios|Límites|Seguridad|Ejemplo|Casos de uso",
    "ru": "Обзор|Цены|Ограничения|Безопасность|Пример|Основы",
}
STUBS = {
    "ko": ["추후 정리", "나중에 채우기", "(작성 중)", "시험 전에 다시 보기"],
    "en": ["TODO", "TODO later", "(to be written)", "See the docs"],
    "ja": ["後で書く", "未整理"],
    "zh": ["待补充", "稍后整理"],
    "vi": ["Viết sau", "Cần bổ sung"],
    "de": ["Folgt noch", "Offen"],
    "ar": ["يكتب لاحقا", "قيد الكتابة"],
    "es": ["Por hacer", "Pendiente"],
    "ru": ["Дописать позже", "Пока пусто"],
}

FOLDERS = {
    "ko": ["aws/컴퓨팅", "aws/네트워크/라우팅", "데이터베이스", "보안 노트/권한"],
    "en": ["exam notes", "exam notes/storage & backup", "compute"],
    "ja": ["機械学習", "ノート/データ分析"],
    "zh": ["云计算", "云计算/数据库"],
    "vi": ["Bảo mật", "ghi chú/lưu trữ"],
    "de": ["Prüfung/Übersicht", "Datenbanken"],
    "ar": ["التخزين", "ملاحظات/الشبكات"],
    "es": ["apuntes/redes", "Bases de datos"],
    "ru": ["Сети", "Конспекты/хранение"],
}

CODE = [
    ("bash", ["aws s3 cp {0}.txt s3://{1}-{2}/ --recursive",
    "aws ec2 describe-{0}s --max-items {2}"]),
    ("python", ["import boto3", "def {0}_{1}(event, context):", "    return {{\"{1}\": {2}}}"]),
    ("yaml", ["Resources:", "  {0}{1}:", "    Type: AWS::{1}::{0}", "    Size: {2}"]),
    ("sql", ["SELECT {0}, COUNT(*) AS n", "FROM {1}_{2}", "GROUP BY {0};"]),
]

EMOJI = ["🔥", "📌", "✅", "⭐", "🚀"]


def _split(table):
    return {lang: text.split() for lang, text in table.items()}


NOUNS, PARTS, QUALITIES, VERBS = map(_split, (NOUNS, PARTS, QUALITIES, VERBS))
COMMON_HEADINGS, OPENERS, TAILS = (
    {lang: text.split("|") for lang, text in table.items()}
    for table in (COMMON_HEADINGS, OPENERS, TAILS))
LANGUAGES = list(NOUNS)
_JOSA = {"은": ("은", "는"), "이": ("이", "가"), "을": ("을", "를"), "과": ("과", "와"),
         "도": ("도", "도"), "이다": ("이다", "다")}


def is_word(token):
    return re.search(r"\w", token) is not None


# The words of the templates: what says nothing about what a text is about.
COMMON = {token for lang in TEMPLATES
          for template in TEMPLATES[lang] + OPENERS[lang] + TAILS[lang]
          for token in template.split()
          if is_word(token) and not re.fullmatch(r"[NPQVK](\+\w+|[가-힣]*)", token)}


def final_consonant(word):
    code = ord(word[-1])
    return 0xAC00 <= code <= 0xD7A3 and (code - 0xAC00) % 28 != 0


def compound(rand, lang):
    """A thing: a noun, or two put together as the language does it."""
    nouns = NOUNS[lang]
    first = rand.choice(nouns)
    if rand.random() < 0.45:
        return first
    second = rand.choice(nouns)
    if lang in ("ko", "ja", "zh"):
        return first + second
    if lang == "de":
        return first + second.lower()
    if lang in ("en", "ru"):
        return f"{first}-{second}"
    return first + "_" + second


def sentence(rand, lang, topic):
    """Tokens of a sentence about some of the things of `topic`."""
    slots = rand.choice(TEMPLATES[lang]).split()
    if rand.random() < 0.35:
        comma = [] if lang in ("ar", "de", "ja", "zh") else [","]
        slots = rand.choice(OPENERS[lang]).split() + comma + slots
    if rand.random() < 0.3:
        slots[-1:-1] = rand.choice(TAILS[lang]).split()
    return [token for slot in slots for token in filled(rand, lang, topic, slot)]


def filled(rand, lang, topic, slot):
    match = re.fullmatch(r"([NPQVK])(?:\+(\w+))?([가-힣]*)", slot)
    if not match:
        return [slot]
    kind, particle, ending = match.groups()
    word = word_of(rand, lang, topic, kind)
    if particle:
        word += _JOSA[particle][0 if final_consonant(word) else 1]
    return (word + ending).split("_")


def word_of(rand, lang, topic, kind):
    if kind == "N":
        return rand.choice(topic)
    if kind == "K":
        return str(rand.randrange(2, 900))
    return rand.choice({"P": PARTS, "Q": QUALITIES, "V": VERBS}[kind][lang])


def any_word(rand, lang):
    """A word that can stand in another's place, seldom one of the same text."""
    kind = rand.choice("NNNPQV")
    word = compound(rand, lang) if kind == "N" else word_of(rand, lang, None, kind)
    return rand.choice(word.split("_"))


def joined(lang, tokens):
    """Tokens as a line of text."""
    glue = "" if lang in UNSPACED else " "
    text = ""
    for token in tokens:
        bare = not text or text.endswith("(") or (not is_word(token)
                                                  and token not in ("|", "(", "-", "—"))
        text += token if bare else glue + token
    return text
