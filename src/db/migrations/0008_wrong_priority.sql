-- Assessments that corrected a wrong priority are few among many: the figure that counts them looks at them alone. [7.5-c]
CREATE INDEX assessment_wrong ON assessment (complaint_id) WHERE former_wrong = 1;
