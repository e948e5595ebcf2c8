package linebreak

import (
	"strings"
)

// kinds are the 文种 of documents and what is commonly issued with them.
var kinds = strings.Fields("决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要 方案 规划 计划 办法 细则 要点 总结 倡议书 邀请函")

func isKind(s string) bool {
	for _, k := range kinds {
		if s == k {
			return true
		}
	}
	return false
}

// words are what titles and names of organs in this field are made of; neither
// is broken inside one.
var words = makeWords(`
关于 做好 开展 举办 组织 印发 转发 公布 报送 填报 征集 推荐 评选 申报 深入 扎实 切实 全面 进一步 继续 加强 推进 落实 贯彻 实施 参加 参与 启动 召开 调整 延期 成立
批转 下达 发布 废止 修订 修改 同意 命名 表彰 奖励 撤销 增设 设立 申请 申办 备案 认定 确认 核定 核准 审批 审核 遴选 选拔 选派 聘任 聘请 任免 任命 抽调 委托 授权 承担 承办 主办 协办 协助 配合 支持 鼓励 引导 促进 推动 推广 加快 完善 优化 规范 健全 构建 建立 深化 强化 提高 增强 改进 改善 统筹 保障 防范 化解 排查 整治 清理 治理 整改 报告 汇报 答复 回复 商请 提请 恳请 请求 商洽 函告 学习 领会 传达 弘扬 践行 动员 部署 总结 交流 观摩 展评 展播 展览 展演 展示 演讲 征文 朗诵 阅读 读书 研讨 研修 研学 参观 考察 走访 慰问 体验 调研 调查 统计 监测 监管 监督 督查 督导 督办 巡查 巡视 抽查 检查 核查 复查 评审 评价 评估 评比 考评 考核 考试 测试 测评 鉴定 验收 结题 立项 申诉 信访 举报 采购 招标 租赁 购买 使用 运行 维护 更新 升级 改造 修缮 搬迁 拨付 预算 决算 审计 收费 补助 补贴 资助 减免 发放 领取 使用 管理 服务
有关 相关 工作 事宜 事项 情况 材料 数据 信息 活动 系列 主题 特色 亮点 典型 优秀 先进 重点 重大 重要 专项 专题 全国 全国性 全省 全市 全县 全区 全校 全体 我市 我省 我校 我县 我区 本市 本省 各地 各县 各区 各校 市级 省级 县级 区级 校级 国家级 国家 中央 地方 基层 农村 城乡 乡村 社区 街道 乡镇 城市
职业教育 职业教育活动周 职业教育宣传月 职业院校 职业学校 中等职业学校 中等职业教育 中等职业技术学校 中等专业学校 职业技术学校 职业技术学院 职业技术 职业高级中学 高级中学 高等职业教育 高等职业学校 高等职业院校 高等专科学校 高等学校 高等教育 技工院校 技工学校 技师学院 技工教育 职业技能 职业启蒙 职业体验 职业道德 职业培训 职业资格 职业规划 职业生涯 职业本科 职业 技能大赛 技能竞赛 技能节 技能 技术 工匠 大师 名师 劳模 活动周 宣传周 宣传月 活动月 活动日 交流日 开放日 体验日 启动仪式 闭幕式 开幕式 颁奖仪式 仪式 产教融合 校企合作 工学结合 知行合一 德技并修 校企 产教 产学研 共同体 联合体 集团化 现代学徒制 学徒制 学徒 订单班 社区教育 终身学习 终身教育 继续教育 成人教育 民办教育 特殊教育 普通高中 普职融通 职普融通 中高职 义务教育 学前教育 基础教育 教育教学 思想政治 政治 思政 德育 劳动教育 劳动 美育 体育 心理健康 心理 健康 卫生 食品 文明 文化 文艺 艺术 科技 科学 科学技术 创新 创业 双创 双高 双优 双师型 信息化 数字化 智能化 智慧 数字 虚拟 仿真 网络 在线 课程 精品 教材 教案 课堂 教学 常规 标准 规程 规范 专业 学科 师资 师德 师风 教研 科研 课题 成果 奖 案例 典型案例 样板 示范 示范校 示范性 试点 试行 暂行 办学 水平 能力 等级 星级 等次 质量 年报 报告 白皮书 蓝皮书 诊断 诊改 招生 招聘 录取 学籍 学历 学位 证书 文凭 毕业 毕业生 毕业设计 就业 升学 实习 实训 实践 实验 实训基地 实训室 实验室 基地 中心 工作室 工作站 园区 平台 资源 资源库 资金 经费 专项资金 助学金 奖学金 免学费 财务 资产 国有 国有资产 设备 设施 仪器 图书 图书馆 宿舍 食堂 后勤 校园 校舍 安全 消防 交通 保险 责任 防汛 防疫 应急 预案 突发 事件 事故 隐患 风险 防控 疫情 稳定 信访 保密 档案 公文 网站 宣传 新闻 媒体 舆情 舆论 意识形态 精神 会议 大会 代表大会 会员代表大会 职工代表大会 讲话 指示 批示 决策 决议 决定 战略 任务 目标 举措 措施 政策 法规 法律 条例 规定 制度 机制 体制 体系 体系建设 机构 编制 岗位 职称 职务 职工 职责 分工 队伍 人才 人才培养 高技能人才 高技能 技师 首席 模式 改革 发展 建设 现代 现代化 高质量 新时代 中国特色 社会主义 特色 产业 行业 企业 经济 贸易 农业 工业 商业 旅游 文旅 金融 物流 制造 制造业 装备 汽车 护理 养老 托育 家政 烹饪 电子 电子商务 机械 建筑 化工 医药 能源 环保 生态 振兴 全面振兴 乡村振兴 赋能 新质生产力 生产力 技能成才 强国有我 成才 报国 强国 匠心 筑梦 风采 未来 青春 梦想 人生 奋斗 时代 先锋 榜样 模范 优良 作风 廉洁 党风 廉政 党建 党员 党史 党组织 支部 主题教育 教育
网络安全 监督管理 农业农村 发展改革 卫生健康 退役军人 应急管理 市场监督 市场监管 生态环境 自然资源 住房 城乡建设 交通运输 科学技术协会 工商业 工商联 妇女 妇联 残疾人 残联 青年 青年团 少先队 共产主义青年团 共产党 中国 中华 人民 人民政府 政府 市委 省委 县委 区委 党委 党组 组织部 宣传部 统战部 网信办 团委 总工会 工会 协会 学会 联合会 研究会 基金会 理事会 董事会 指导委员会 管理委员会 工作委员会 委员会 教学指导委员会 自治区 自治州 自治县 开发区 经济技术开发区 高新区 高新技术产业开发区 新区 示范区 办公厅 办公室 指挥部 领导小组 工作组 专班 分局 支队 大队 事业局 服务中心 研究院 研究所 科学院
教育局 教育厅 教育部 教育体育局 教体局 教育委员会 人社局 财政局 财政厅 人力资源 社会保障局 社会保障厅 社会保障 教育社 部门 单位 学校 学院 院校 大学 中学 小学 幼儿园 高中 初中 中职 高职 本科 专科 教师 教职工 教职员工 学生 学员 家长 社会 各级 各类 班主任 校长 书记 辅导员 志愿者 志愿服务 选手 裁判 裁判员 专家 专家组 代表 代表队 团队 集体 个人 成员 人员 人选 干部 领导 青少年 未成年人 儿童 师生
年度 学年 学年度 学期 上半年 下半年 春季 秋季 寒假 暑假 暑期 假期 期间 节日 国庆 元旦 五一 清单 统计表 一览表 信息表 登记表 汇总表 申报表 推荐表 规划表 安排表 计划表 报名表 回执 参考 名单 名额 目录 指南 手册 须知 样式 模板 格式 范本 解读 说明 实施方案 工作方案 行动方案 活动方案 竞赛方案 行动计划 工作计划 三年行动 工作要点 管理办法 实施办法 暂行办法 评选办法 实施细则 管理规定 若干意见 若干规定 若干措施 若干 实施意见 指导意见 意见建议 安排 实施 提升 行动 工程 项目 专项行动 座谈会 培训班 培训会 推进会 动员会 部署会 工作会议 现场会 研讨会 交流会 报告会 发布会 联席会议 培训 赛项 赛事 比赛 竞赛 大赛 联赛 论坛 讲座 联络员 校外 校内 校外活动 校内活动 中外 国际 对外 港澳 两岸 东西部 协作 对口 帮扶 合作 联合 共建 共享 融合 结合 对接 衔接 贯通 培养 综合 素质 学业 设计 开放 执行 结果 条件 需求 预测 参展 参赛 报名 网上 首届 历届 附属 第一 第二 第三 国务院 若干 一技在手 一生无忧 直播 短视频 视频 照片 作品 宣传片 微课 标识 口号 海报 吉祥物 征求
`)

// particles are single characters that are words of their own.
const particles = "的和与及等在暨或对为向从至第各新大"

func makeWords(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	for _, k := range kinds {
		m[k] = true
	}
	return m
}

// longestWord is the number of characters of the longest word.
var longestWord = func() int {
	n := 0
	for w := range words {
		n = max(n, len([]rune(w)))
	}
	return n
}()

// segment cuts a text into known words of at most most characters and single
// ones, so that as few as possible are left over, and returns how many
// characters each piece has.
func segment(rs []rune, most int) []int {
	const known, particle, left = 1.0, 1.2, 1.8
	cost, length := make([]float64, len(rs)+1), make([]int, len(rs))
	for i := len(rs) - 1; i >= 0; i-- {
		cost[i], length[i] = cost[i+1]+left, 1
		if strings.ContainsRune(particles, rs[i]) {
			cost[i] = cost[i+1] + particle
		}
		for n := min(longestWord, len(rs)-i, most); n > 1; n-- {
			if c := cost[i+n] + known; c < cost[i] && words[string(rs[i:i+n])] {
				cost[i], length[i] = c, n
			}
		}
	}
	var out []int
	for i := 0; i < len(rs); i += length[i] {
		out = append(out, length[i])
	}
	return out
}

// InWords are the places inside the known words of a text, as the indices of
// the characters behind them.
func InWords(text []rune) []int {
	var inside []int
	i := 0
	for _, n := range segment(text, longestWord) {
		for k := i + 1; k < i+n; k++ {
			inside = append(inside, k)
		}
		i += n
	}
	return inside
}
