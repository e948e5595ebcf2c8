package linebreak

import "strings"

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

// words are what titles in this field are made of; a title is not broken
// inside one. Longer words win.
var words = makeWords(`
关于 做好 开展 举办 组织 印发 转发 公布 报送 填报 征集 推荐 评选 申报 深入 扎实 切实 全面 进一步 继续 加强 推进 落实 贯彻 实施 参加 参与 启动 召开 调整 延期 成立
有关 相关 工作 事宜 事项 情况 材料 数据 信息 活动 系列 主题 特色 亮点 典型 优秀 重点 全国 全国性 全省 全市 全县 全区 我市 我省 我校
职业教育 职业教育活动周 职业教育宣传月 职业院校 职业学校 中等职业学校 中等职业教育 高等职业教育 高等职业学校 高等学校 技工院校 技工学校 职业技能 技能大赛 技能竞赛 技能节 活动周 宣传周 宣传月 活动月 交流日 开放日 启动仪式 闭幕式 产教融合 校企合作 社区教育 终身学习 继续教育 成人教育 民办教育 普通高中 义务教育 学前教育 教育教学
工业 信息化 网络安全 国有资产 监督管理 农业农村 发展改革 卫生健康 市委 省委 县委 区委 组织部 统战部 网信办 总工会
教育局 教育厅 教育部 教育体育局 教体局 人社局 财政局 人力资源 社会保障局 社会保障 宣传部 教育社 办公室 委员会 人民政府 联合会 总工会 团市委 共青团 领导小组 部门 单位 学校 学院 院校 教师 学生 家长 企业 社会 各级 各类
年度 学年 学期 上半年 下半年 春季 秋季 清单 统计表 一览表 信息表 登记表 汇总表 申报表 推荐表 规划表 安排表 参考 名单 名额 实施方案 工作方案 行动方案 行动计划 工作要点 管理办法 实施办法 实施细则 管理规定 实施意见 指导意见 安排 实施 管理 建设 改革 发展 质量 提升 行动 会议 座谈会 培训 班 检查 督导 评估 考核 验收 安全 宣传 展示 展演 展览 成果 典型案例 案例 论坛 讲座 比赛 竞赛 大赛 招生 就业 教学 科研 联络员 校外 校内
`)

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

const longestWord = 7

// wordLength returns the number of characters of the longest known word that
// rs begins with; 0 if there is none.
func wordLength(rs []rune) int {
	for n := min(longestWord, len(rs)); n > 1; n-- {
		if words[string(rs[:n])] {
			return n
		}
	}
	return 0
}
